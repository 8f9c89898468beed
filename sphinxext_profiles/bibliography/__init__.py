"""The entries of a project's BibTeX files, as sphinxcontrib-bibtex has read them, by person."""
