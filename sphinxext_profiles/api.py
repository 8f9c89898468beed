"""What Python code outside of this package may use, as docs/python.md describes it.

Everything else is private: it can change with any release. Nothing here needs Sphinx or docutils.
"""

from __future__ import annotations

from .exports.file_types import export_references
from .model import (
    Citation,
    Credit,
    Image,
    Link,
    Part,
    Profile,
    Provenance,
    Reference,
    Role,
    Section,
    Summary,
    plain_text,
)
from .note.reader import Reading, read_profile
from .people.files.people_files import read_people
from .people.joining import Joined, join
from .people.library import Library, load_folder
from .people.query import Condition, IndexQuery, group_by, parse_conditions, values_of
from .people.selection import Selection, choose
from .problems import Level, Problem, ProblemCode

__all__ = (
    "Citation",
    "Condition",
    "Credit",
    "Image",
    "IndexQuery",
    "Joined",
    "Level",
    "Library",
    "Link",
    "Part",
    "Problem",
    "ProblemCode",
    "Profile",
    "Provenance",
    "Reading",
    "Reference",
    "Role",
    "Section",
    "Selection",
    "Summary",
    "choose",
    "export_references",
    "group_by",
    "join",
    "load_folder",
    "parse_conditions",
    "plain_text",
    "read_people",
    "read_profile",
    "values_of",
)
