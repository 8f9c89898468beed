"""The settings of the project that the tutorial makes."""

project = "Our people"
extensions = ["myst_parser", "sphinx_design", "sphinxext_profiles"]
profiles_notes = ["people/*"]
exclude_patterns = [".venv", "_build"]
html_theme = "furo"
