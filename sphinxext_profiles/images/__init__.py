"""Images: local copies and thumbnails; paths and bytes, no Sphinx."""
