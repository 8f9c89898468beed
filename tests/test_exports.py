"""Reference lists as files, read back by other people's readers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bibtexparser
import jsonschema
import pybtex.database
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as citeproc_formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.style.formatting.unsrt import Style

from sphinxext_profiles.addresses.cleaning import is_source
from sphinxext_profiles.exports.file_types import FORMATS, export_references
from sphinxext_profiles.exports.items import make_records
from sphinxext_profiles.markdown.grammar import USUAL
from sphinxext_profiles.model import Profile, Provenance, Reference
from sphinxext_profiles.note.reader import read_profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "data/csl-data.json").read_text("utf-8"))
"""CSL 1.0.2, github.com/citation-style-language/schema, under the MIT licence."""


def as_read(address: str) -> str:
    """Return an address as the reader gives it."""
    return USUAL.whole.normalizeLink(address)


LINES = (HERE / "data/addresses.tsv").read_text("utf-8").splitlines()
ADDRESSES = sorted(
    {
        as_read(line.split("\t")[-1])
        for line in LINES
        if line.startswith(("https://", "http://")) and is_source(line)
    }
)
TITLES = (
    "Plain",
    "50% & more_of #1 for $5",
    "Braces {in} {pairs {deep}} \\{x\\}",
    "} first { and last {",
    "Backslash \\ at the end \\",
    "Tilde ~ caret ^ pipe | less < more >",
    "“Curly” and \"straight\" and ``TeX'' and 'single' ''double''",
    "--help --- dashes – — ?` !`",
    "Ends a field}, url = {https://evil.example/}, note={",
    "@online{evil, title = {x}}",
    "ER  - ",
    "TY  - JOUR",
    "</script><b>bold</b> &amp; &lt; &#123; &copy;",
    "[Link](https://example.org) *emphasis* `code` [3]: https://example.org",
    "HTML, GmbH and NASA: keep My Case",
    "中文標題：內容",
    "العربية \u200fعنوان",
    "é ü ß ł ş đ 𝔘 🚀 e\u0301",
    "% only a comment",
    "$x^2_i$ and \\textbf{bold} \\input{/etc/passwd}",
    "Trailing dots ...",
    "  inner   spaces \u3000 stay",
    "#hashtag",
    "1729",
    "'",
    '"',
)
"""Titles that mean something in one of the formats."""

DAY = "2025-10-22"


def note(
    sources: Iterable[tuple[str, str]], key: str = "ada", lang: str = "", date: str = ""
) -> Profile:
    """Return a note that cites addresses with titles, each once."""
    references = tuple(
        Reference(number, (str(number),), address, title.strip(), line=1, lines=(1,))
        for number, (address, title) in enumerate(sources, 1)
    )
    path = f"{key}.{lang}.md"
    date_known = Provenance(date=date)
    return Profile(key, path, key.title(), lang, references=references, provenance=date_known)


def nasty() -> Profile:
    """Return a note with more than a hundred sources, each title several times."""
    titles = TITLES * (len(ADDRESSES) // len(TITLES) + 1)
    return note(zip(ADDRESSES, titles, strict=False), date=DAY)


def exported(name: str, *profiles: Profile) -> str:
    return export_references(profiles, name).decode("utf-8")


def only(name: str, source: str, **more: Any) -> str:
    """Return a file with one source: an address, or one after a title."""
    title, _, address = source.rpartition(" ")
    return exported(name, note([(address, title)], **more))


# What is the same in every format


@pytest.fixture(params=FORMATS)
def name(request: pytest.FixtureRequest) -> str:
    """Return the name of each format."""
    return request.param


def addresses_of(name: str, text: str) -> list[str]:
    """Return the addresses that another reader finds in a file."""
    match name:
        case "csl-json":
            return [item["URL"] for item in json.loads(text)]
        case "bibtex":
            entries = pybtex.database.parse_string(text, "bibtex").entries.values()
            return [entry.fields["url"] for entry in entries]
        case "ris":
            # rispy takes `;` for the end of an address.
            return [";".join(entry["urls"]) for entry in rispy.loads(text)]
    return [entry.address for entry in read_profile(text, "x.md").profile.references]


def test_there_are_more_than_a_hundred_sources() -> None:
    assert len(nasty().references) > 100
    assert len(nasty().references) > 3 * len(TITLES)


def test_every_address_comes_back_byte_for_byte(name: str) -> None:
    assert addresses_of(name, exported(name, nasty())) == ADDRESSES


def test_the_same_notes_give_the_same_bytes(name: str) -> None:
    ada, alan = nasty(), note([("https://example.org/", "One")], "alan")
    assert export_references([ada, alan], name) == export_references([ada, alan], name)
    assert export_references([ada, alan, ada], name) == export_references([ada, alan], name)
    assert export_references([alan, ada], name) != export_references([ada, alan], name)


def test_no_source_gives_an_empty_list(name: str) -> None:
    assert addresses_of(name, exported(name)) == []
    assert addresses_of(name, exported(name, note([]))) == []


def test_one_address_in_two_notes_is_one_source(name: str) -> None:
    ada = note([("https://example.org/a", "A"), ("https://example.org/b", "B")], "ada")
    alan = note([("https://example.org/b", "Bee"), ("https://example.org/c", "C")], "alan")
    text = exported(name, ada, alan)
    assert addresses_of(name, text) == [f"https://example.org/{end}" for end in "abc"]
    assert "Bee" not in text


def test_every_line_ends(name: str) -> None:
    text = exported(name, nasty())
    assert text.endswith("\n")
    end = "\r\n" if name == "ris" else "\n"
    assert text.count("\r") == (text.count("\n") if end == "\r\n" else 0)


# Ids


def ids(*profiles: Profile) -> list[str]:
    return [record.id for record in make_records(profiles)]


def test_an_id_is_the_key_and_the_authors_number() -> None:
    text = "# Ada\n\n[7] [3]\n\n[7]: https://a.org\n[3]: https://b.org\n"
    assert ids(read_profile(text, "ada-lovelace.md").profile) == [
        "ada-lovelace-7",
        "ada-lovelace-3",
    ]


def test_an_id_does_not_change_in_company() -> None:
    ada, alan = note([("https://a.org", "A")], "ada"), note([("https://b.org", "B")], "alan")
    assert ids(alan, ada) == ["alan-1", "ada-1"]


def test_two_languages_of_one_person_have_ids_of_their_own() -> None:
    english = note([("https://a.org", "A")], "ada", "en")
    chinese = note([("https://b.org", "B")], "ada", "zh-Hant")
    assert ids(english, chinese) == ["ada-1", "ada-zh-hant-1"]
    assert ids(english) == ids(note([("https://b.org", "B")], "ada", "en")) == ["ada-1"]


def test_ids_differ_in_more_than_their_case() -> None:
    """BibTeX takes `Ada-1` for `ada-1`."""
    notes = [note([(f"https://{key}.org", "A")], key) for key in ("ada", "Ada", "ADA", "ada-1")]
    found = ids(*notes)
    assert found == ["ada-1", "Ada-1-2", "ADA-1-3", "ada-1-1"]
    assert len({name.casefold() for name in found}) == len(found)


# What a source is


@pytest.mark.parametrize(
    ("address", "kind", "container"),
    [
        ("https://www.example.org/page", "webpage", "example.org"),
        ("https://orcid.org/0000-0002-1825-0097", "webpage", "orcid.org"),
        ("https://doi.org/10.1038/nature14539", "article", ""),
        ("https://doi.org/10.1007/978-3-540-68856-3", "book", ""),
        ("https://doi.org/10.1007/978-3-540-68856-3_5", "article", ""),
        ("https://arxiv.org/abs/1706.03762", "preprint", "arXiv"),
        ("https://openlibrary.org/isbn/0486602559", "book", ""),
        ("mailto:ada@example.org", "message", ""),
        ("doi:10.1000/182", "article", ""),
    ],
)
def test_a_source_is_what_its_address_tells(address: str, kind: str, container: str) -> None:
    [record] = make_records([note([(address, "A")])])
    assert (record.kind, record.container) == (kind, container)


@pytest.mark.parametrize(
    ("date", "accessed"),
    [
        ("2025-10-22", (2025, 10, 22)),
        ("2025-10-22T10:00:00Z", (2025, 10, 22)),
        ("2025-10", (2025, 10)),
        ("2025", (2025,)),
        ("last week", ()),
        ("", ()),
    ],
)
def test_the_date_is_taken_as_far_as_it_is_known(date: str, accessed: tuple[int, ...]) -> None:
    [record] = make_records([note([("https://a.org", "A")], date=date)])
    assert record.accessed == accessed


# CSL-JSON


def test_csl_json_fits_its_schema() -> None:
    items = json.loads(exported("csl-json", nasty(), identified()))
    jsonschema.Draft7Validator(SCHEMA).validate(items)
    assert {item["type"] for item in items} == {
        "article",
        "article-journal",
        "book",
        "personal_communication",
        "webpage",
    }


def identified() -> Profile:
    """Return a note with a source of every kind."""
    sources = [
        ("https://doi.org/10.1038/nature14539", "Deep learning"),
        ("https://arxiv.org/abs/1706.03762v5", "Attention"),
        ("https://openlibrary.org/isbn/0486602559", "Relativity"),
        ("mailto:ada@example.org", "A letter"),
        ("https://ja.wikipedia.org/wiki/Seki", "関孝和"),
    ]
    return note(sources, "all", date=DAY)


def test_csl_json_has_what_zotero_shows() -> None:
    article, preprint, book, message, page = json.loads(exported("csl-json", identified()))
    day = {"date-parts": [[2025, 10, 22]]}
    assert article == {
        "id": "all-1",
        "type": "article-journal",
        "title": "Deep learning",
        "URL": "https://doi.org/10.1038/nature14539",
        "DOI": "10.1038/nature14539",
        "accessed": day,
    }
    assert (preprint["number"], preprint["publisher"]) == ("arXiv:1706.03762v5", "arXiv")
    assert book["ISBN"] == "0486602559"
    assert message["type"] == "personal_communication"
    assert page == {
        "id": "all-5",
        "type": "webpage",
        "title": "関孝和",
        "container-title": "ja.wikipedia.org",
        "language": "ja",
        "URL": "https://ja.wikipedia.org/wiki/Seki",
        "accessed": day,
    }


def test_citeproc_shows_what_csl_json_says() -> None:
    items = json.loads(exported("csl-json", identified()))
    style = CitationStylesStyle(str(HERE / "data/plain.csl"), validate=False)
    shelf = CitationStylesBibliography(style, CiteProcJSON(items), citeproc_formatter.plain)
    for item in items:
        shelf.register(Citation([CitationItem(item["id"])]))
    assert [str(entry) for entry in shelf.bibliography()] == [
        "Deep learning | 10.1038/nature14539 | https://doi.org/10.1038/nature14539 | 2025-10-22",
        "Attention | arXiv | arXiv:1706.03762v5 | https://arxiv.org/abs/1706.03762v5 | 2025-10-22",
        "Relativity | 0486602559 | https://openlibrary.org/isbn/0486602559 | 2025-10-22",
        "A letter | mailto:ada@example.org | 2025-10-22",
        "関孝和 | ja.wikipedia.org | https://ja.wikipedia.org/wiki/Seki | 2025-10-22",
    ]


def test_titles_are_themselves_in_csl_json() -> None:
    items = json.loads(exported("csl-json", nasty()))
    assert [item["title"] for item in items] == [entry.title for entry in nasty().references]


# BibTeX


def bibtex_entries(text: str) -> list[dict[str, str]]:
    """Return what bibtexparser reads, TeX's commands decoded."""
    parsed = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not parsed.failed_blocks
    assert len(parsed.blocks) == len(parsed.entries)
    return [
        {"key": entry.key, "type": entry.entry_type}
        | {name: field.value for name, field in entry.fields_dict.items()}
        for entry in parsed.entries
    ]


def test_two_readers_find_every_entry_in_bibtex() -> None:
    text = exported("bibtex", nasty())
    expected = [record.id for record in make_records([nasty()])]
    assert [entry["key"] for entry in bibtex_entries(text)] == expected
    assert list(pybtex.database.parse_string(text, "bibtex").entries) == expected
    raw = bibtexparser.parse_string(text)
    assert [entry["url"] for entry in raw.entries] == ADDRESSES


LONE = re.compile(r"[^{]*\}|[^}]*\{[^}]*$")
DECODED = [title for title in TITLES if "^" not in title and not LONE.match(title)]
"""pylatexenc, which decodes here, knows neither `^` nor a brace without a partner by its name."""


@pytest.mark.parametrize("title", DECODED)
def test_titles_are_themselves_in_bibtex(title: str) -> None:
    [entry] = bibtex_entries(exported("bibtex", note([("https://a.org", title)])))
    assert " ".join(entry["title"].split()) == " ".join(title.split())


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("a ^ b", r"a {\textasciicircum} b"),
        ("a } b {", r"a {\textbraceright} b {\textbraceleft}"),
        ("a { b", r"a {\textbraceleft} b"),
        ("{a} & _", r"\{a\} \& \_"),
        ("a --- b", "a -{}-{}- b"),
    ],
)
def test_what_has_a_meaning_in_tex_is_written_out(title: str, written: str) -> None:
    text = exported("bibtex", note([("https://a.org", title)]))
    assert f"  title = {{{{{written}}}}},\n" in text


def test_an_address_is_changed_only_where_bibtex_can_not_hold_it() -> None:
    odd = ["https://a.org/{x}", "https://a.org/}{", "https://a.org/{", "https://a.org/\\"]
    text = exported("bibtex", note([(address, "") for address in odd]))
    assert addresses_of("bibtex", text) == [
        "https://a.org/{x}",
        "https://a.org/%7D%7B",
        "https://a.org/%7B",
        "https://a.org/%5C",
    ]


def test_bibtex_has_what_zotero_and_biblatex_show() -> None:
    article, preprint, book, _, page = bibtex_entries(exported("bibtex", identified()))
    assert article == {
        "key": "all-1",
        "type": "online",
        "title": "Deep learning",
        "url": "https://doi.org/10.1038/nature14539",
        "urldate": "2025-10-22",
        "doi": "10.1038/nature14539",
    }
    assert (preprint["eprint"], preprint["eprinttype"]) == ("1706.03762v5", "arxiv")
    assert book["isbn"] == "0486602559"
    assert (page["organization"], page["language"]) == ("ja.wikipedia.org", "ja")


def test_a_style_of_pybtex_shows_every_entry() -> None:
    """One article without an author would stop it."""
    database = pybtex.database.parse_string(exported("bibtex", nasty(), identified()), "bibtex")
    shown = list(Style().format_bibliography(database))
    assert len(shown) == len(make_records([nasty(), identified()])) > 200
    assert "URL: https://ja.wikipedia.org/wiki/Seki (visited on 2025-10-22)" in shown[
        -1
    ].text.render_as("text")


# RIS


def test_ris_has_what_zotero_and_endnote_show() -> None:
    text = exported("ris", identified())
    article, preprint, book, message, page = rispy.loads(text)
    assert article == {
        "type_of_reference": "JOUR",
        "id": "all-1",
        "title": "Deep learning",
        "access_date": "2025/10/22/",
        "doi": "10.1038/nature14539",
        "urls": ["https://doi.org/10.1038/nature14539"],
    }
    assert preprint["secondary_title"] == "arXiv"
    assert (book["type_of_reference"], book["issn"]) == ("BOOK", "0486602559")
    assert message["type_of_reference"] == "ICOMM"
    assert (page["secondary_title"], page["language"]) == ("ja.wikipedia.org", "ja")


def test_ris_keeps_to_its_lines() -> None:
    lines = exported("ris", nasty()).split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert lines.count("ER  - ") == len(nasty().references)
    assert all(line == "" or line[2:6] == "  - " for line in lines)


@pytest.mark.parametrize(("date", "written"), [("2025-10", "2025/10//"), ("2025", "2025///")])
def test_a_part_of_a_date_has_every_slash(date: str, written: str) -> None:
    assert f"Y2  - {written}\r\n" in exported("ris", note([("https://a.org", "A")], date=date))


def test_titles_are_themselves_in_ris() -> None:
    entries = rispy.loads(exported("ris", nasty()))
    assert [entry["title"] for entry in entries] == [
        entry.title.strip() for entry in nasty().references
    ]


# Markdown


def simple(references: Sequence[Reference]) -> list[tuple[int, str, str]]:
    return [(entry.number, entry.address, entry.title) for entry in references]


def test_markdown_read_back_gives_the_same_references() -> None:
    text = exported("markdown", nasty())
    assert simple(read_profile(text, "x.md").profile.references) == simple(nasty().references)


@pytest.mark.parametrize("path", sorted((HERE / "notes").glob("*.md")), ids=lambda path: path.stem)
def test_markdown_of_the_corpus_read_back_gives_the_same_references(path: Path) -> None:
    profile = read_profile(path.read_bytes().decode("utf-8"), path.name).profile
    text = exported("markdown", profile)
    assert simple(read_profile(text, "x.md").profile.references) == simple(profile.references)


def test_markdown_keeps_the_authors_numbers() -> None:
    text = '# A\n\n[7] [3]\n\n[7]: https://a.org "Seven"\n[3]: <https://b.org/(x>\n'
    profile = read_profile(text, "a.md").profile
    assert exported("markdown", profile) == (
        '[7]: https://a.org "Seven"\n[3]: <https://b.org/(x>\n'
    )


TITLE = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")),
        st.sampled_from("{}\\%&#_$~^\"'`-@<>[]();*!?"),
    ),
    max_size=30,
)
PATH = st.text(st.sampled_from("abc/?=&;()%7B-_.~!$'*+,:@#"), max_size=20)


@settings(deadline=None)
@given(st.lists(st.tuples(PATH, TITLE), unique_by=lambda source: source[0], max_size=5))
def test_whatever_the_titles_every_source_comes_back(sources: list[tuple[str, str]]) -> None:
    profile = note(
        {as_read(f"https://example.org/{path}"): title for path, title in sources}.items()
    )
    addresses = [entry.address for entry in profile.references]
    for name in FORMATS:
        text = exported(name, profile)
        assert addresses_of(name, text) == addresses, name
    read = read_profile(exported("markdown", profile), "x.md").profile
    assert simple(read.references) == simple(profile.references)
    assert len(bibtex_entries(exported("bibtex", profile))) == len(addresses)


# Without Sphinx


def test_exports_need_neither_sphinx_nor_docutils() -> None:
    code = (
        "import sys\n"
        "from sphinxext_profiles.exports.file_types import FORMATS, export_references\n"
        "from sphinxext_profiles.note.reader import read_profile\n"
        "text = '# A\\n\\n[1]\\n\\n[1]: https://a.org\\n'\n"
        "made = [export_references([read_profile(text, 'a.md').profile], n) for n in FORMATS]\n"
        "assert all(b'https://a.org' in file for file in made)\n"
        "print({'sphinx', 'docutils', 'myst_parser'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert run.stdout.strip() == "set()"
