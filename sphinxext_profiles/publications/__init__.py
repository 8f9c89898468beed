"""Whose a name in a bibliography is, by the names and identifiers of people."""
