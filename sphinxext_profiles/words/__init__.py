"""Words, names, letters, scripts and languages as data and plain functions.

Nothing here knows what a note, an address or a page is.
"""
