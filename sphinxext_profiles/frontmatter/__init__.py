"""From YAML or TOML to typed values and known keys; `note` decides what they mean."""
