"""A second build of a project: what was changed before it, and what it wrote."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sites import Build, Site


def pages(names: list[str]) -> set[str]:
    """Return the pages among the files that were written."""
    left_out = {"genindex", "search"}
    return {name[:-5] for name in names if name.endswith(".html")} - left_out


def edit(site: Site, name: str, old: str, new: str) -> None:
    """Change a file, so that its time of change differs too."""
    file = site.source / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new) + "\n", "utf-8")


PAGES = {".html", ".xhtml", ".txt"}
"""The suffixes of the files that outputs write for pages."""


def texts(site: Site) -> dict[str, str]:
    """Return the text of each page of a site."""
    return {
        str(path.relative_to(site.out)): path.read_text("utf-8")
        for path in sorted(site.out.rglob("*"))
        if path.suffix in PAGES and "_sources" not in path.parts
    }


def older(site: Site, name: str, content: str) -> None:
    """Put a file that is older than the last build in the place of another, or of none."""
    file = site.source / name
    file.write_text(content, "utf-8")
    os.utime(file, ns=(10**18, 10**18))


def same_as_fresh(build: Build, site: Site, **settings: Any) -> None:
    """Check that a site has the pages that a fresh build of its source has."""
    files = {
        str(path.relative_to(site.source)): path.read_bytes()
        for path in site.source.rglob("*")
        if path.is_file() and "_build" not in path.relative_to(site.source).parts
    }
    assert texts(site) == texts(build(files, site.app.builder.name, **settings))
