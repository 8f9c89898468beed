"""Visitors, assets and page heads of HTML and EPUB, with the stylesheet and scripts."""
