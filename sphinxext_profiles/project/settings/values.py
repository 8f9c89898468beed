"""The kinds of values that settings in `conf.py` take."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, TypeAlias

from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.languages import no_such_language, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind: TypeAlias = Literal[
    "bool",
    "number",
    "folder",
    "key",
    "choice",
    "choice or hosts",
    "list of texts",
    "list of choices",
    "list of languages",
    "dict of texts",
    "list of people files",
]

WANTED: dict[Kind, str] = {
    "bool": "True or False",
    "number": "a whole number above 0",
    "folder": "a folder inside the source folder",
    "key": "a key of people, with a `-` before it for descending order",
    "choice": "one of ",
    "choice or hosts": "a list of hosts such as 'x.org', or one of ",
    "list of choices": "a list of ",
    "list of texts": "a list of strings",
    "list of languages": "a list of language tags",
    "dict of texts": "a dictionary of strings",
    "list of people files": "a list of paths and dictionaries",
}
"""What a value of each kind has to be; the choices follow."""

_HOST = re.compile(r"[^\s/@:*?#]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table in the documentation."""

    name: str
    default: object
    kind: Kind
    choices: tuple[str, ...]
    help: str
    rebuild: Literal["env", "html", ""]


def as_written(value: object, kind: Kind) -> object:
    """Return a default as it is written in a `conf.py`."""
    if isinstance(value, tuple):
        return dict(value) if kind == "dict of texts" else list(value)
    return value


def usable(value: object, kind: Kind, choices: tuple[str, ...]) -> object:
    """Return a value as the dataclass holds it, or None if it is unusable."""
    if kind == "folder":
        return _inside(value)
    if kind == "dict of texts":
        return _pairs(value)
    if kind == "list of people files":
        return _people_files(value)
    if kind == "choice or hosts" and value not in choices:
        hosts = _texts(value, kind)
        return hosts if all(map(_HOST.fullmatch, hosts or ("",))) else None
    if kind.startswith("list of "):
        texts = _texts(value, kind)
        known = kind != "list of choices" or set(texts or ()) <= {*choices}
        return texts if known else None
    fits = {
        "bool": isinstance(value, bool),
        "number": type(value) is int and value > 0,
        "key": isinstance(value, str) and bool(value.removeprefix("-").strip()),
        "choice": value in choices,
        "choice or hosts": True,
    }
    return value if fits[kind] else None


def _texts(value: object, kind: Kind) -> tuple[str, ...] | None:
    """Return a list of strings, or of the languages among them; None if it isn't one."""
    if not isinstance(value, (list, tuple, set, frozenset)):
        return None
    if not all(isinstance(entry, str) for entry in value):
        return None
    texts = tuple(sorted(value) if isinstance(value, (set, frozenset)) else value)
    if kind == "list of languages":
        return tuple(dict.fromkeys(filter(None, map(normalise, texts))))
    return texts


def unknown_languages(name: str, languages: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each language in the value of a setting that doesn't exist."""
    for lang in languages:
        if not normalise(lang):
            yield Problem(ProblemCode.CONFIG, f"{name}: {no_such_language(lang)}")


def _people_files(value: object) -> tuple[object, ...] | None:
    """Return paths as strings, and dictionaries as they are; None if there is anything else."""
    if not isinstance(value, (list, tuple)):
        return None
    if not all(isinstance(entry, (str, PurePath, dict)) for entry in value):
        return None
    return tuple(entry if isinstance(entry, dict) else str(entry) for entry in value)


def _inside(value: object) -> str | None:
    """Return the path of a folder inside another one; None if it can't be one."""
    if not isinstance(value, (str, PurePath)) or not str(value):
        return None
    path = posixpath.normpath(PurePath(value).as_posix())
    outside = path in {".", ".."} or path.startswith(("/", "../")) or PurePath(value).drive
    return None if outside else path


def _pairs(value: object) -> tuple[tuple[str, str], ...] | None:
    if isinstance(value, dict) and all(
        isinstance(text, str) for pair in value.items() for text in pair
    ):
        return tuple(sorted(value.items()))
    return None
