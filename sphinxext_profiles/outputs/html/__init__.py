"""HTML and EPUB: visitors, assets, page heads, with the stylesheet and the scripts."""
