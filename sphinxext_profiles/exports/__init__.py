"""Reference lists as files for other programs."""
