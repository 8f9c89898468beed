"""Web addresses: cleaned, displayed, recognised as accounts or identifiers.

Nothing here opens a connection (that is `fetch/`) or knows what a note is.
"""
