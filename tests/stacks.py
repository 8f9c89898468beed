"""Projects of the shapes in which people are kept: each has a page of people in a few lines.

`conf` is what a project adds to its `conf.py` for its people, and `page` what it writes where they
are to be. Everything else it had before.
"""

from __future__ import annotations

from dataclasses import dataclass, field

HOME = "# Home\n\n```{toctree}\npeople\n```\n"
REST = "Home\n====\n\n.. toctree::\n\n   people\n"
MOST_LINES = 6
"""Lines of `conf.py`, and lines of the page, blank ones left out."""


@dataclass(frozen=True)
class Stack:
    """A project."""

    conf: str
    page: str
    people: dict[str, str]
    """Its people files."""
    names: list[str]
    """Whom the page shows, in order."""
    headlines: list[str]
    links: list[str]
    """Addresses to which the page leads."""
    says: list[str] = field(default_factory=list)
    theme: str = ""
    extension: str = ""
    """Another one that it uses."""
    had: str = ""
    """What its `conf.py` had before."""
    files: dict[str, str] = field(default_factory=lambda: {"index.md": HOME})
    suffix: str = "md"


PYDATA = Stack(
    theme="pydata_sphinx_theme",
    conf='extensions += ["sphinxext_profiles"]\nprofiles_people = ["_data/team.yaml"]\n',
    page="# People\n\n```{profile-index}\n:groups: Steering council, Maintainers\n```\n",
    people={
        "_data/team.yaml": """\
- name: Vera van der Meer
  github: veram
  image: https://avatars.example/u/1?v=4
  affiliation: University of Leeds
  groups: [Maintainers]
- name: Ann Roe
  github: annroe
  roles:
    - {role: Chair, group: Steering council, start: 2024}
    - {role: Release manager, group: Maintainers}
- name: Bo Ek
  github: boek
  groups: [Emeritus]
""",
    },
    names=["Ann Roe", "Vera van der Meer", "Ann Roe"],
    headlines=["Chair", "Release manager"],
    links=["https://github.com/veram", "https://github.com/annroe"],
    says=["Steering council", "Maintainers", "University of Leeds"],
)
FURO = Stack(
    theme="furo",
    conf='extensions += ["sphinxext_profiles"]\nprofiles_people = ["../.all-contributorsrc"]\n',
    page="# People\n\n```{profile-index}\n:layout: list\n:link: github\n"
    ":show: contributions\n```\n",
    people={
        "../.all-contributorsrc": """\
{
  "projectName": "looms",
  "projectOwner": "mill",
  "repoType": "github",
  "files": ["README.md"],
  "imageSize": 100,
  "contributors": [
    {
      "login": "zfry",
      "name": "Zoe Fry",
      "avatar_url": "https://avatars.example/u/2?v=4",
      "profile": "https://zoe.example",
      "contributions": ["code", "doc", "a11y"]
    },
    {"login": "annroe", "name": "annroe", "avatar_url": "", "contributions": ["mentoring"]},
    {"login": "boek", "name": "Bo Ek", "profile": "boek.example", "contributions": []}
  ]
}
""",
    },
    names=["annroe", "Bo Ek", "Zoe Fry"],
    headlines=[],
    links=["https://github.com/zfry", "https://github.com/annroe", "https://github.com/boek"],
)
RTD = Stack(
    theme="sphinx_rtd_theme",
    conf='extensions = ["sphinxext_profiles"]\nprofiles_people = ["../CITATION.cff"]\n',
    page="People\n======\n\n.. profile-index::\n   :layout: table\n   :show: links\n",
    people={
        "../CITATION.cff": """\
cff-version: 1.2.0
message: If you use looms, please cite it.
title: looms
authors:
  - name: The looms developers
preferred-citation:
  type: article
  title: Weaving machines
  authors:
    - given-names: Jan
      name-particle: van der
      family-names: Berg
      affiliation: Mill of Leeds
      orcid: https://orcid.org/0000-0002-1825-0097
      email: jan@mill.example
    - given-names: Ann
      family-names: Roe
      website: https://ann.example
    - name: Guild of weavers
""",
    },
    names=["Jan van der Berg", "Guild of weavers", "Ann Roe"],
    headlines=[],
    links=["https://orcid.org/0000-0002-1825-0097", "https://ann.example"],
    says=["Mill of Leeds"],
    files={"index.rst": REST},
    suffix="rst",
)
JUPYTER_BOOK = Stack(
    extension="sphinx_external_toc",
    conf='extensions += ["sphinxext_profiles"]\nprofiles_people = ["team.yml"]\n',
    page="# People\n\n```{profile-index}\n:layout: faces\n```\n",
    people={
        "team.yml": """\
ann:
  name: Ann Roe
  role: Lead
  orcid: 0000-0002-1825-0097
zoe:
  name: Zoe Fry
  role: Instructor
""",
    },
    names=["Zoe Fry", "Ann Roe"],
    headlines=[],
    links=[],
    files={
        "_toc.yml": "root: intro\nentries:\n- file: people\n",
        "intro.md": "# Home\n",
    },
)
ABLOG = Stack(
    extension="ablog",
    had='html_baseurl = blog_baseurl = "https://conf.example/"\nblog_title = "A conference"\n',
    conf='extensions += ["sphinxext_profiles"]\nprofiles_people = ["speakers.yaml"]\n',
    page='# Speakers\n\n```{profile-index}\n:show: talk "Talk"\n```\n',
    people={
        "speakers.yaml": """\
- name: Ann Roe
  slug: ann-roe
  position: Technical writer
  company: Mill of Leeds
  pronouns: she/her
  twitter: annroe
  website: https://ann.example
  talk: How to document a loom
- name: Nguyễn Văn An
  lang: vi
  talk: Weaving in Huế
""",
    },
    names=["Nguyễn Văn An", "Ann Roe"],
    headlines=["Technical writer"],
    links=["https://x.com/annroe", "https://ann.example"],
    says=["Talk: How to document a loom", "Talk: Weaving in Huế", "Mill of Leeds", "she/her"],
    files={
        "index.md": HOME + "\n```{toctree}\nnews\n```\n",
        "news.md": "---\nblogpost: true\ndate: Mar 3, 2026\nauthor: Ann\n---\n# News\n\nCome.\n",
    },
)
DOCUSAURUS = Stack(
    conf='extensions += ["sphinxext_profiles"]\nprofiles_people = ["blog/authors.yml"]\n',
    page="# People\n\n```{profile-index}\n```\n",
    people={
        "blog/authors.yml": """\
zoe:
  name: Zoe Fry
  title: Maintainer of looms
  url: https://zoe.example
  image_url: https://github.com/zfry.png
  page: true
  socials:
    github: zfry
    x: zfry
    linkedin: zfry
ann:
  name: Ann Roe
  title: Co-creator
  email: ann@mill.example
  description: Weaves, and writes about it.
""",
    },
    names=["Zoe Fry", "Ann Roe"],
    headlines=["Maintainer of looms", "Co-creator"],
    links=["https://github.com/zfry", "https://zoe.example"],
    says=["Weaves, and writes about it."],
)
CSV = Stack(
    conf='extensions += ["sphinxext_profiles"]\nprofiles_people = ["members.csv"]\n',
    page="# People\n\n```{profile-index}\n:layout: table\n"
    ":show: links, tags, office\n:sort: -since\n```\n",
    people={
        "members.csv": "\ufeffName;Job title;E-mail;Website;Tags;Office;Since\n"
        "Ann Roe;Group leader;ann@mill.example;https://ann.example;looms, dyes;1.02;2009\n"
        'Zoe Fry;"Weaver; dyer";;;;;2023\n',
    },
    names=["Zoe Fry", "Ann Roe"],
    headlines=["Weaver; dyer", "Group leader"],
    links=["https://ann.example"],
    says=["looms, dyes", "1.02"],
)
MYSTMD = Stack(
    conf='extensions += ["sphinxext_profiles"]\nprofiles_people = ["myst.yml"]\n',
    page="# People\n\n```{profile-index}\n:sort: file\n```\n",
    people={
        "myst.yml": """\
version: 1
project:
  title: Looms
  authors:
    - name: Ann Roe
      orcid: 0000-0002-1825-0097
      email: ann@mill.example
      affiliations: [Mill of Leeds]
      roles: [Conceptualization, Writing – original draft]
    - name: {given: Jan, particle: van der, family: Berg}
      github: janvdb
      corresponding: true
site:
  template: book-theme
""",
    },
    names=["Ann Roe", "Jan van der Berg"],
    headlines=[],
    links=["https://orcid.org/0000-0002-1825-0097", "https://github.com/janvdb"],
    says=["Mill of Leeds"],
)
STACKS = {
    "pydata": PYDATA,
    "furo": FURO,
    "rtd": RTD,
    "jupyter-book": JUPYTER_BOOK,
    "ablog": ABLOG,
    "docusaurus": DOCUSAURUS,
    "csv": CSV,
    "mystmd": MYSTMD,
}
