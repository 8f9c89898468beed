"""The grammar of a note, and what its tokens contain.

What headings, texts, images and citations say about a person is decided in `note/`; the nodes of
docutils come later.
"""
