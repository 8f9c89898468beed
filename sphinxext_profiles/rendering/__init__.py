"""A profile as docutils nodes; neither Sphinx nor an output format is known here."""
