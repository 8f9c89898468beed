"""From YAML or TOML to typed values under known keys, and their schema.

What the values mean for a person is decided in `note/`; the Markdown below them is `markdown/`'s.
"""
