"""The grids of sphinx-design on a page, for projects without it too."""
