"""The command `sphinx-profiles`: what can be done with notes without building a project."""
