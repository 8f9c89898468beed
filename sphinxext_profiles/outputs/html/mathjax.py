r"""MathJax, kept to the formulas of a page: a name such as `\(\href{…}{…}\)` is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.order import BuilderInited

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FORMULAS = {"ignoreHtmlClass": ".*|", "processHtmlClass": "math"}
"""Nothing of a page but what Sphinx marks as a formula (MathJax 3 and 4, `options`)."""


def keep_to_formulas(app: Sphinx) -> None:
    """Have MathJax look at formulas only, unless notes are trusted or the project says otherwise.

    The configuration that counts is found as MyST finds it, which may have set a part of it: of
    several that Sphinx writes into a page the last one holds.
    """
    config = app.config
    names = [name for name in ("mathjax4_config", "mathjax3_config") if hasattr(config, name)]
    if not names or ProfilesConfig.from_sphinx(config).trust_notes:
        return
    name = next((name for name in names if getattr(config, name)), names[0])
    given = getattr(config, name) or {}
    setattr(config, name, {**given, "options": {**FORMULAS, **given.get("options", {})}})


def setup_mathjax(app: Sphinx) -> None:
    """Connect the settings, after MyST's."""
    app.connect("builder-inited", keep_to_formulas, priority=BuilderInited.KEEP_TO_FORMULAS)
