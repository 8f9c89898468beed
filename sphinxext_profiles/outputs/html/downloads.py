"""The links below a reference list that offer it for download, and the files behind them."""

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

_LONGEST_STEM = 100
"""Bytes of a file's name before its suffix."""


def download_links(self: HTML5Translator, home: nodes.Element) -> str:
    """Return a row of links to a list as files, and write each file that isn't there yet.

    A file is among Sphinx's downloads, in a folder with the digest of its content as name: pages
    that are written in parallel, or again, can only write the same.
    """
    notes, folders = profile_domain(self.builder.env).notes, locale_dirs(self.builder.env)
    profiles = [notes[path].profile for path in home["notes"]]
    stem = profiles[0].key if len(profiles) == 1 else "references"
    label_lang = {"lang": home["label_lang"]} if home["label_lang"] != home["lang"] else {}
    row = [tag(self, "ul", "\n", CLASS="profile-downloads")]
    for key in home["formats"]:
        file_type = FORMATS[key]
        content = export_references(profiles, key)
        name = _shortened(stem) + file_type.suffix
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        _keep(Path(self.builder.outdir, "_downloads", digest, name), content)
        address = f"{self.builder.dlpath}/{digest}/{quote(name)}"
        attributes = {
            "CLASS": "reference internal",
            "download": name,
            "type": file_type.media_type,
            "aria-label": text(
                Label.DOWNLOAD_AS, home["label_lang"], folders, format=file_type.label
            ),
            **label_lang,
        }
        link = link_tag(self, address, **attributes)
        row.append(f"<li>{link}{self.encode(file_type.label)}</a></li>\n")
    return "".join(row) + "</ul>\n"


def _shortened(stem: str) -> str:
    """Return as much of a key as the name of a file can hold, in every file system."""
    return stem.encode()[:_LONGEST_STEM].decode(errors="ignore")


def _keep(file: Path, content: bytes) -> None:
    """Write a file unless it exists with this content; other processes never see half of it.

    Raises SphinxError, which names the file, if it can't be written.
    """
    try:
        if not file.is_file() or file.read_bytes() != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, content)
    except OSError as error:
        message = f"the references could not be written to {str(file)!r}: {error.strerror}"
        raise SphinxError(message) from error
