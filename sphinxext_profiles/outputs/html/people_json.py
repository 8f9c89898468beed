"""`people.json`: everybody whom a site shows, in one file for machines."""

from __future__ import annotations

import json
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError

from sphinxext_profiles.exports.schema_org import Picture, graph, person
from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Finished
from sphinxext_profiles.transforms.images import shown_file
from sphinxext_profiles.writing import write_whole

from .head.subject import site_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinxext_profiles.exports.schema_org import Thing
    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.project.data import Home

FILE = "people.json"


def write_people(app: Sphinx, exception: Exception | None) -> None:
    """Write the file, if the project wants it, unless it says the same already.

    Raises SphinxError if it can't be written.
    """
    builder = app.builder
    if exception or not ProfilesConfig.from_sphinx(app.config).people_json:
        return
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.embedded:
        return
    data = graph(_people(app, builder))
    content = json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
    file = Path(app.outdir, FILE)
    try:
        if not file.is_file() or file.read_bytes() != content:
            write_whole(file, content)
    except OSError as error:
        message = f"the people could not be written to {str(file)!r}: {error.strerror}"
        raise SphinxError(message) from error


def _people(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[Thing]:
    """Yield the people whom a page shows, by key, each in the project's language."""
    domain = profile_domain(app.env)
    for key in sorted(domain.library.keys()):
        profile = domain.fitting(key)
        home = domain.nearest_home(profile, whole=False) if profile else None
        if profile and home:
            page = builder.get_target_uri(home.docname)
            address = posixpath.join(site_address(app.config), page)
            picture = _picture(app, builder, profile, home)
            shown = domain.translated(profile, home.docname)
            yield person(shown, address=address, anchor=home.anchor, picture=picture)


def _picture(
    app: Sphinx, builder: StandaloneHTMLBuilder, profile: Profile, home: Home
) -> Picture | None:
    """Return the portrait as the person's home shows it."""
    portrait = profile.portrait
    if portrait is None:
        return None
    file = profile_domain(app.env).portraits.get(home.docname, {}).get(profile.origin(portrait), "")
    name, size = shown_file(app, home.docname, file)
    if not name:
        return None
    address = posixpath.join(site_address(app.config), builder.imagedir, quote(name))
    return Picture(address, *size, portrait.alt or profile.name)


def setup_people_json(app: Sphinx) -> None:
    """Write the file when a build has finished."""
    app.connect("build-finished", write_people, priority=Finished.WRITE_PEOPLE)
