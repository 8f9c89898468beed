"""Reference lists as files for other programs; what a page shows is `rendering`'s."""
