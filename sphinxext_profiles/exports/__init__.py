"""Reference lists as files for other programs. What pages show is in `rendering`."""
