"""LaTeX: visitors, in terms of the macros in `sphinxprofiles.sty`."""
