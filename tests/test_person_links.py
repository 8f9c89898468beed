"""Links of a person: from accounts, addresses and mappings to a text and an address."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinxext_profiles.addresses.accounts import ALIASES, KINDS, address_of, kind_of_address
from sphinxext_profiles.addresses.cleaning import is_safe
from sphinxext_profiles.frontmatter.block import NoteText
from sphinxext_profiles.frontmatter.keys import read_front_matter
from sphinxext_profiles.model import Link

LINES = Path(__file__, "../data/links.tsv").resolve().read_text("utf-8").splitlines()
ACCOUNTS = [line.split("\t") for line in LINES if line and not line.startswith("#")]


def read(front: str, **settings) -> tuple[tuple[Link, ...], list[tuple[str, int]]]:
    """Return the links of a block and the codes and lines of its problems."""
    found, problems = read_front_matter(NoteText("", front, "yaml", 2), **settings)
    return found.links, [(problem.code.value, problem.line) for problem in problems]


@pytest.mark.parametrize(("kind", "value", "address", "text"), ACCOUNTS)
def test_an_account_becomes_an_address(kind: str, value: str, address: str, text: str):
    links, problems = read(f"links: {{'{kind}': '{value}'}}")
    assert [(link.address, link.text) for link in links] == [(address, text)]
    assert problems == []


def test_aliases_lead_to_kinds():
    assert ALIASES.keys().isdisjoint(KINDS)
    assert set(ALIASES.values()) <= KINDS.keys()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_refuses_a_script(kind: str):
    links, problems = read(f"links: {{{kind}: 'javascript:alert(1)//@a.b'}}")
    assert links == ()
    assert problems == [("address-unsafe", 2)]


@pytest.mark.parametrize("kind", sorted(kind for kind in KINDS if KINDS[kind].hosts))
def test_a_kind_is_known_by_its_host(kind: str):
    for host in KINDS[kind].hosts:
        assert kind_of_address(f"https://www.{host}/x") == kind
        assert kind_of_address(f"https://{host}.evil.example/x") == ""


def test_a_list_of_texts_and_addresses():
    front = (
        "links:\n- {text: Site, url: 'https://a.b/'}\n- {label: Feed, link: /feed.xml}\n"
        "- {name: Talk, href: 'https://a.b/t', icon: youtube}\n"
        "- {title: Code, url: ada, kind: github}\n"
        "- https://github.com/ada/x\n- https://www.a.b/essay/\n- mastodon: '@ada@c.d'\n"
        "- url: https://orcid.org/0000-0002-1825-0097\n- ada@a.b"
    )
    links, problems = read(front)
    assert links == (
        Link("Site", "https://a.b/"),
        Link("Feed", "/feed.xml"),
        Link("Talk", "https://a.b/t", "youtube"),
        Link("Code", "https://github.com/ada", "github"),
        Link("GitHub", "https://github.com/ada/x", "github"),
        Link("a.b/essay", "https://www.a.b/essay/"),
        Link("Mastodon", "https://c.d/@ada", "mastodon"),
        Link("ORCID", "https://orcid.org/0000-0002-1825-0097", "orcid"),
        Link("Email", "mailto:ada@a.b", "email"),
    )
    assert problems == []


def test_a_mapping_of_lists_and_mappings():
    front = (
        "links:\n  github: [ada, engine]\n  youtube: {url: '@ada', text: Lectures}\n"
        "  website:\n  - {label: Home, url: ada.org}\n  - ada.com\n  blog:\n  x: null\n  cv: false"
    )
    links, problems = read(front)
    assert links == (
        Link("GitHub", "https://github.com/ada", "github"),
        Link("GitHub", "https://github.com/engine", "github"),
        Link("Lectures", "https://www.youtube.com/@ada", "youtube"),
        Link("Home", "https://ada.org", "website"),
        Link("Website", "https://ada.com", "website"),
    )
    assert problems == []


@pytest.mark.parametrize(
    "front", ["links:", "links: null", "links: []", "links: {}", "links: false"]
)
def test_no_links(front: str):
    assert read(front) == ((), [])


def test_one_address():
    assert read("links: https://a.b")[0] == (Link("a.b", "https://a.b"),)


def test_an_address_comes_once():
    links, _ = read("links:\n- {text: A, url: 'https://a.b/?utm_source=x'}\n- https://a.b/")
    assert links == (Link("A", "https://a.b/"),)


def test_accounts_outside_links_are_links_but_no_address_of_mail():
    links, _ = read("github: ada\nwebsite: https://a.b\nemail: a@b.c")
    assert [link.address for link in links] == ["https://github.com/ada", "https://a.b"]


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("links: {website: 'javascript:alert(1)'}", ("address-unsafe", 2)),
        ("links:\n  blog: 'JAVA\tSCRIPT:alert(1)'", ("address-unsafe", 3)),
        ("links:\n- text: x\n  url: data:text/html,x", ("address-unsafe", 4)),
        ("links:\n- javascript:alert(1)", ("address-unsafe", 3)),
        ("links: {foo: 'vbscript:x'}", ("address-unsafe", 2)),
        ("links: {website: 'javascript&colon;alert(1)'}", ("address-unsafe", 2)),
        ("links: {website: file:///etc/passwd}", ("address-unsafe", 2)),
        ("links: {orcid: 12}", ("front-matter-value", 2)),
        ("links: {wikidata: Ada}", ("front-matter-value", 2)),
        ("links: {mastodon: ada}", ("front-matter-value", 2)),
        ("links: {foo: bar}", ("front-matter-value", 2)),
        ("links: {github: true}", ("front-matter-value", 2)),
        ("links: {github: {text: x}}", ("front-matter-value", 2)),
        ("links: [just words]", ("front-matter-value", 2)),
        ("links: [{text: x, url: {a: b}}]", ("front-matter-value", 2)),
    ],
)
def test_a_link_that_leads_nowhere_is_left_out(front: str, problem: tuple[str, int]):
    assert read(front + "\nname: Ada") == ((), [problem])


def test_wikipedia_is_that_of_the_note():
    links, _ = read("lang: hant\nlinks: {wikipedia: 沈括}")
    assert links[0].address == "https://zh.wikipedia.org/wiki/沈括"


def test_a_project_names_further_parameters():
    links, _ = read("links: {blog: 'https://a.b/?ref=x&id=1'}", tracking=frozenset({"ref"}))
    assert links[0].address == "https://a.b/?id=1"


@pytest.mark.parametrize("value", ['a"onmouseover=x', "<b>", "a b", "a\\b", "`", "{0}", "a\nb"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_account_breaks_out_of_its_address(kind: str, value: str):
    address = address_of(kind, value)
    assert is_safe(address)
    assert not set(address) & set(' "<>`{}\\\n')
