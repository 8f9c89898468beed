"""From YAML or TOML to typed values and known keys; what they mean for a person is `note`'s."""
