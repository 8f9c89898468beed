"""Visitors of LaTeX, in terms of the macros of `sphinxprofiles.sty`."""
