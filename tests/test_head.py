"""What machines read in the head of a person's page, by the readers of others."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import extruct
import pytest
from browsing import build_site
from bs4 import BeautifulSoup
from pictures import plain, saved
from pyld import jsonld

from sphinxext_profiles.api import read_people
from sphinxext_profiles.people.name_order import is_organisation

if TYPE_CHECKING:
    from bs4 import Tag
    from sites import Build

BASE = "https://example.org/docs/"
CONTEXT = Path(__file__).parent / "data/schema-org-terms.json"
"""The terms of schema.org 30.0 that we use, cut out of its context for JSON-LD."""

ADA = """\
---
name: {display: Ada Lovelace, given: Ada, family: Lovelace}
headline: Analyst of the *Analytical Engine*
summary: She published the first program meant for a machine.
affiliation: {name: Analytical Society, url: https://society.example}
photo: images/ada.png
photo_alt: Ada in 1840
born: 1815-12-10
email: ada@private.example
links: {orcid: 0000-0002-1825-0097, wikidata: Q7259, mastodon: "@ada@example.social", cv: https://a.example/cv}
roles:
  - {role: Chair, group: Steering, org: The Society, start: 2019-05, end: about 2024}
  - {group: Docs}
  - {role: Countess, start: 1838}
generated: true
model: openai/gpt-5
---
# Ada Lovelace

She was born in London.
"""
HOSTILE = """\
---
id: mal
name: 'Mal </script><script>alert(1)</script> "O\\u2028Hara'
summary: '"><img src=x onerror=alert(1)> & <!-- </title>'
headline: '</head>'
lang: ar
links: {mastodon: 'https://example.social/@mal"><script>', website: 'https://mal.example/"><b>'}
---
Text.
"""
FILES: dict[str, str | bytes] = {
    "index.md": "# Team\n\n```{toctree}\npeople/ada\npeople/mal\nteam\nbo\nboth\n```\n",
    "team.md": "# Everybody\n\n```{profile-index}\n```\n",
    "people/ada.md": ADA,
    "people/mal.md": HOSTILE,
    "people/images/ada.png": saved(plain(400, 500)),
    "bo.md": "# About Bo\n\n```{profile} bo\n```\n",
    "both.md": "# Two\n\n```{profile} bo\n```\n\n```{profile} lab\n```\n",
    "people.yaml": "- {name: Bo Ek, id: bo, bio: Bo keeps the gears.}\n"
    "- {name: The Lab, id: lab, type: organization, groups: [Docs], headline: We test}\n",
}
SETTINGS: dict[str, Any] = {
    "profiles_notes": ["people/*"],
    "profiles_people": ["people.yaml"],
    "html_baseurl": BASE,
    "project": "The Engine",
    "suppress_warnings": ["toc"],
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a project that is built without a warning."""
    more = "\n".join(f"{name} = {value!r}" for name, value in SETTINGS.items())
    return build_site(tmp_path_factory.mktemp("head"), FILES, "basic", more)


def head(site: Path, name: str) -> Tag:
    """Return the head of a page."""
    return BeautifulSoup((site / f"{name}.html").read_text("utf-8"), "html5lib").head


def read(site: Path, name: str) -> dict[str, Any]:
    """Return all that a page says to machines."""
    text = (site / f"{name}.html").read_text("utf-8")
    found: dict[str, Any] = extruct.extract(text, base_url=BASE)
    return found


def properties(site: Path, name: str) -> dict[str, str]:
    """Return the `<meta>` of a page by name or property; each stands once."""
    pairs = [
        (tag.get("name") or tag.get("property"), tag["content"])
        for tag in head(site, name).find_all("meta")
        if tag.get("name") or tag.get("property")
    ]
    names = [name for name, _ in pairs if name != "viewport"]
    assert len(names) == len(set(names))
    return dict(pairs)


def linked_data(site: Path, name: str) -> dict[str, Any]:
    """Return the only piece of JSON-LD on a page."""
    (data,) = read(site, name)["json-ld"]
    return data


def test_a_page_of_a_person_says_so(site: Path) -> None:
    data = linked_data(site, "people/ada")
    address = f"{BASE}people/ada.html"
    image = data["mainEntity"].pop("image")
    assert image.pop("url").startswith(f"{BASE}_images/")
    assert image.pop("height") >= image.pop("width") > 0
    assert image == {"@type": "ImageObject", "caption": "Ada in 1840"}
    assert data == {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": address,
        "name": "Ada Lovelace",
        "inLanguage": "en",
        "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        "mainEntity": {
            "@type": "Person",
            "@id": f"{address}#ada",
            "name": "Ada Lovelace",
            "givenName": "Ada",
            "familyName": "Lovelace",
            "description": "She published the first program meant for a machine.",
            "url": address,
            "jobTitle": "Analyst of the Analytical Engine",
            "affiliation": {
                "@type": "Organization",
                "name": "Analytical Society",
                "url": "https://society.example",
            },
            "memberOf": [
                {
                    "@type": "OrganizationRole",
                    "roleName": "Chair",
                    "startDate": "2019-05",
                    "memberOf": {
                        "@type": "Organization",
                        "name": "Steering",
                        "parentOrganization": {"@type": "Organization", "name": "The Society"},
                    },
                },
                {"@type": "Organization", "name": "Docs"},
            ],
            "hasOccupation": {
                "@type": "Role",
                "startDate": "1838",
                "hasOccupation": {"@type": "Occupation", "name": "Countess"},
            },
            "identifier": [
                {
                    "@type": "PropertyValue",
                    "propertyID": "ORCID",
                    "value": "0000-0002-1825-0097",
                    "url": "https://orcid.org/0000-0002-1825-0097",
                },
                {
                    "@type": "PropertyValue",
                    "propertyID": "Wikidata",
                    "value": "Q7259",
                    "url": "https://www.wikidata.org/wiki/Q7259",
                },
            ],
            "sameAs": [
                "https://orcid.org/0000-0002-1825-0097",
                "https://www.wikidata.org/wiki/Q7259",
                "https://example.social/@ada",
            ],
        },
    }


def test_previews_of_links_get_open_graph(site: Path) -> None:
    found = properties(site, "people/ada")
    image = found.pop("og:image")
    assert image.startswith(f"{BASE}_images/")
    assert (site / image.removeprefix(BASE)).is_file()
    assert int(found.pop("og:image:height")) >= int(found.pop("og:image:width")) > 0
    summary = "She published the first program meant for a machine."
    assert {name: text for name, text in found.items() if ":" in name or name == "description"} == {
        "description": summary,
        "og:type": "profile",
        "og:title": "Ada Lovelace",
        "og:description": summary,
        "og:url": f"{BASE}people/ada.html",
        "og:site_name": "The Engine",
        "og:image:alt": "Ada in 1840",
        "profile:first_name": "Ada",
        "profile:last_name": "Lovelace",
        "fediverse:creator": "@ada@example.social",
    }
    (graph,) = read(site, "people/ada")["opengraph"]
    assert dict(graph["properties"])["og:type"] == "profile"


def test_the_page_is_a_card_of_microformats(site: Path) -> None:
    (card,) = read(site, "people/ada")["microformat"]
    assert card["type"] == ["h-card"]
    assert card["properties"]["name"] == ["Ada Lovelace"]
    assert "https://example.social/@ada" in card["properties"]["url"]


def test_nothing_private_is_in_any_page(site: Path) -> None:
    for page in site.rglob("*.html"):
        name = page.relative_to(site).with_suffix("").as_posix()
        assert not re.search("ada@private|1815", str(head(site, name)))


def test_a_page_that_shows_one_person_whole_is_about_that_person(site: Path) -> None:
    assert linked_data(site, "bo")["mainEntity"]["name"] == "Bo Ek"
    assert properties(site, "bo")["description"] == "Bo keeps the gears."


@pytest.mark.parametrize("name", ["index", "team", "both"])
def test_other_pages_stay_as_they_are(site: Path, name: str) -> None:
    assert read(site, name)["json-ld"] == []
    assert not any(":" in key for key in properties(site, name))


def test_nothing_in_a_note_leaves_its_place(site: Path) -> None:
    data = linked_data(site, "people/mal")
    assert data["mainEntity"]["name"].startswith('Mal </script><script>alert(1)</script> "O')
    assert data["inLanguage"] == "ar"
    own = head(site, "people/mal")
    assert own.find_all(["img", "b"]) == []
    script = own.find("script", type="application/ld+json").string
    assert [tag.string for tag in own.find_all("script") if "alert" in (tag.string or "")] == [
        script
    ]
    assert properties(site, "people/mal")["description"] == '"> & <!--'
    assert "fediverse:creator" not in properties(site, "people/mal")


# Against schema.org itself


@cache
def terms() -> dict[str, Any]:
    """Return the terms of schema.org's context that we may use."""
    found: dict[str, Any] = json.loads(CONTEXT.read_text("utf-8"))
    return found


def names(data: Any) -> set[str]:
    """Return the properties and types in JSON-LD."""
    if isinstance(data, list):
        return set[str]().union(*map(names, data))
    if not isinstance(data, dict):
        return set()
    inside = set[str]().union(*map(names, data.values()))
    kinds = data.get("@type", [])
    return {key for key in data if not key.startswith("@")} | inside | {kinds or ""} - {""}


@pytest.mark.parametrize("name", ["people/ada", "people/mal", "bo"])
def test_every_term_is_one_of_schema_org(site: Path, name: str) -> None:
    data = linked_data(site, name)
    assert names(data) <= terms()["@context"].keys()

    def load(address: str, _options: object) -> dict[str, Any]:
        assert address.rstrip("/") == "https://schema.org"
        return {"contextUrl": None, "documentUrl": address, "document": terms()}

    (page,) = jsonld.expand(data, {"documentLoader": load})
    assert page["@type"] == ["http://schema.org/ProfilePage"]
    (entity,) = page["http://schema.org/mainEntity"]
    assert entity["@type"] == ["http://schema.org/Person"]


GOOGLE = {"ProfilePage": ("mainEntity",), "Person": ("name",), "Organization": ("name",)}
"""The properties that Google requires: its documentation of profile pages, November 2026."""


@pytest.mark.parametrize("name", ["people/ada", "people/mal", "bo"])
def test_google_gets_what_it_requires(site: Path, name: str) -> None:
    data = linked_data(site, name)
    for thing in (data, data["mainEntity"]):
        assert all(thing[key] for key in GOOGLE[thing["@type"]])


# Settings


def test_without_an_address_nothing_relative_is_written(build: Build) -> None:
    out = build(FILES, **{**SETTINGS, "html_baseurl": ""}).out
    data = linked_data(out, "people/ada")
    assert "url" not in data
    assert not {"url", "@id", "image"} & data["mainEntity"].keys()
    assert not {"og:url", "og:image", "og:image:alt"} & properties(out, "people/ada").keys()


def test_read_the_docs_knows_the_address(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", "https://engine.rtfd.example/en/latest/")
    out = build(FILES, **{**SETTINGS, "html_baseurl": ""}).out
    assert linked_data(out, "people/ada")["url"].startswith("https://engine.rtfd.example/en/")


def test_parts_can_be_left_out(build: Build) -> None:
    out = build(FILES, **SETTINGS, profiles_head=["description"]).out
    assert read(out, "people/ada")["json-ld"] == []
    assert [name for name in properties(out, "people/ada") if ":" in name] == []
    assert properties(out, "people/ada")["description"]


def test_what_the_page_says_itself_stays(build: Build) -> None:
    own = "myst: {html_meta: {description: Mine, 'property=og:title': Own title}}\n---\n# Ada"
    files = {**FILES, "people/ada.md": ADA.replace("---\n# Ada", own)}
    out = build(files, **SETTINGS, profiles_trust_notes=True).out
    found = properties(out, "people/ada")
    assert (found["description"], found["og:title"]) == ("Mine", "Own title")


def test_an_organisation_is_one(build: Build) -> None:
    files = {**FILES, "bo.md": "# The lab\n\n```{profile} lab\n```\n"}
    out = build(files, **SETTINGS).out
    entity = linked_data(out, "bo")["mainEntity"]
    assert entity == {
        "@type": "Organization",
        "@id": f"{BASE}bo.html#lab",
        "name": "The Lab",
        "url": f"{BASE}bo.html",
        "memberOf": {"@type": "Organization", "name": "Docs"},
    }


# Everybody in one file


def test_people_json_is_a_people_file_of_another_project(build: Build) -> None:
    site = build(FILES, **SETTINGS, profiles_people_json=True)
    assert site.warnings == []
    file = site.out / "people.json"
    data = json.loads(file.read_bytes())
    assert names(data["@graph"]) <= terms()["@context"].keys()
    assert [entry["@id"].rpartition("#")[2] for entry in data["@graph"]] == [
        *("ada", "bo", "lab", "mal"),
    ]
    ada = data["@graph"][0]
    assert ada == linked_data(site.out, "people/ada")["mainEntity"]
    assert not {"people.json", "people/ada.html"} & {*site.rebuild()}

    people, problems = read_people(file.read_bytes(), "people.json")
    assert problems == ()
    ours = {profile.key: profile for profile in people}
    own = site.app.env.get_domain("profile").fitting("ada")
    same = ("key", "name", "family_name", "given_name", "headline", "affiliation_parts")
    assert all(getattr(ours["ada"], name) == getattr(own, name) for name in same)
    assert ours["ada"].portrait.source == ada["image"]["url"]
    assert ours["ada"].portrait.alt == "Ada in 1840"
    assert [(role.text, role.group, role.org, role.start) for role in ours["ada"].roles] == [
        *(("Chair", "Steering", "The Society", "2019-05"), ("", "Docs", "", "")),
        ("Countess", "", "", "1838"),
    ]
    kinds = [link.kind for link in ours["ada"].links]
    assert kinds == ["orcid", "wikidata", "mastodon"]
    assert is_organisation(ours["lab"])
    page = "# Friends\n\n```{profile-index}\n```\n"
    second = build({"index.md": page}, profiles_people=[str(file)])
    assert second.warnings == []
    assert {tag.text for tag in second.html().select(".p-name")} >= {"Ada Lovelace", "Bo Ek"}


def test_without_an_address_people_json_is_relative_to_itself(build: Build) -> None:
    site = build(FILES, **{**SETTINGS, "html_baseurl": ""}, profiles_people_json=True)
    ada = json.loads((site.out / "people.json").read_bytes())["@graph"][0]
    assert ada["url"] == "people/ada.html"
    assert (site.out / ada["image"]["url"]).is_file()


@pytest.mark.parametrize("parallel", [0, 2])
def test_people_json_is_the_same_after_every_build(build: Build, parallel: int) -> None:
    settings = {**SETTINGS, "profiles_people_json": True}
    site = build(FILES, **settings, parallel=parallel)
    before = site.text("people.json")
    (site.source / "people.yaml").write_text(str(FILES["people.yaml"]).replace("Bo Ek", "Bo Eck"))
    assert "people.json" in site.rebuild()
    assert site.text("people.json") == before.replace("Bo Ek", "Bo Eck")
