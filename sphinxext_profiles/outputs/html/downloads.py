"""The links below a reference list to the list as files, and these files."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.errors import SphinxError

from sphinxext_profiles.exports.file_types import FORMATS, export_references
from sphinxext_profiles.labels import Label, text
from sphinxext_profiles.project.config import locale_dirs
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.writing import write_whole

from .tags import link_tag, tag

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.writers.html5 import HTML5Translator


def download_links(self: HTML5Translator, home: nodes.Element) -> str:
    """Return a row of links to a list as files, each of which is written if it isn't there.

    A file lies where downloads of Sphinx do, in a folder named by its content: pages that are
    written at the same time, or again, can only write the same.
    """
    notes, folders = profile_domain(self.builder.env).notes, locale_dirs(self.builder.env)
    profiles = [notes[path].profile for path in home["notes"]]
    stem = profiles[0].key if len(profiles) == 1 else "references"
    spoken = {"lang": home["labels"]} if home["labels"] != home["lang"] else {}
    row = [tag(self, "ul", "\n", CLASS="profile-downloads")]
    for known in home["formats"]:
        offered = FORMATS[known]
        content = export_references(profiles, known)
        name = stem + offered.suffix
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        _keep(Path(self.builder.outdir, "_downloads", digest, name), content)
        address = f"{self.builder.dlpath}/{digest}/{quote(name)}"
        attributes = {
            "CLASS": "reference internal",
            "download": name,
            "type": offered.media_type,
            "aria-label": text(Label.DOWNLOAD_AS, home["labels"], folders, format=offered.label),
            **spoken,
        }
        link = link_tag(self, address, **attributes)
        row.append(f"<li>{link}{self.encode(offered.label)}</a></li>\n")
    return "".join(row) + "</ul>\n"


def _keep(file: Path, content: bytes) -> None:
    """Write a file unless it is there as it should be; nobody finds half of one.

    Raises SphinxError, which names the file, where it can't be written.
    """
    try:
        if not file.is_file() or file.read_bytes() != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, content)
    except OSError as error:
        message = f"the references could not be written to {str(file)!r}: {error.strerror}"
        raise SphinxError(message) from error
