"""The documentation of sphinxext-profiles."""

from __future__ import annotations

import sys
from pathlib import Path

from sphinxext_profiles import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinxext-profiles"
author = "The sphinxext-profiles developers"
version = release = __version__
copyright = author
language = "en"

extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "sphinxext_profiles",
    # the directives of these pages, in _ext
    "book",
    "catalogues",
    "examples",
    "formulas",
    "highlighting",
]
exclude_patterns = ["_build", "_drawings", "_ext", "first_project", "snippets"]

myst_enable_extensions = [
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
]
myst_heading_anchors = 3

profiles_notes = ["people/*"]
bibtex_bibfiles = ["references.bib"]
# One sample note keeps a source that it never cites, to show the option `unused`.
suppress_warnings = ["profiles.reference-unused"]

html_math_renderer = "mathml"
html_theme = "furo"
html_title = "sphinxext-profiles"
html_static_path = ["_static"]
html_css_files = ["docs.css"]

# FreeSerif, which is Sphinx's choice for XeTeX, has the letters of most scripts but Han; FreeSans
# has none for Arabic.
latex_engine = "xelatex"
latex_elements = {
    "preamble": r"""
\usepackage{xeCJK}
\setCJKmainfont{Noto Serif CJK TC}
\setCJKsansfont{Noto Sans CJK TC}
\setCJKmonofont{Noto Sans Mono CJK TC}
\setsansfont{DejaVu Sans}[Scale=MatchLowercase]
""",
}
