"""Settings are checked once for each configuration, and belong to that one only."""

from __future__ import annotations

import pytest
from sites import PIXEL, Build, classes

from sphinxext_profiles.project.config import ProfilesConfig

PAGE = "# Home\n\n```{profile-card} ada.md\n```\n"
NOTE = "---\ngenerated: true\nmodel: Some model\n---\n# Ada\n\nAda works.\n"
FILES = {"index.md": PAGE, "ada.md": NOTE}
LATE = """
def setup(app):
    app.connect({event!r}, late, priority=700)

def late(app, *_):
    app.config.profiles_provenance = "hide"
"""
OTHERS = {
    "index.md": "# Home\n",
    "people.yml": "- name: Ada\n",
    "people/index.rst": "People\n======\n",
    "people/ada.md": NOTE,
    "people/bob.rst": "Bob\n===\n\nHe works.\n",
    "people/cat.txt": "# Cat\n\nShe works.\n",
    "people/ada.png": PIXEL,
}
PLAIN = {
    "source_suffix": {".md": "markdown", ".rst": "restructuredtext", ".txt": "markdown"},
    "suppress_warnings": ["toc"],
}


def tells_origin(site) -> bool:
    card = site.html().select_one(".profile-card")
    assert "Ada" in card.get_text()
    return any("profile-provenance" in classes(tag) for tag in card.find_all())


def test_each_project_has_its_own_settings(build: Build) -> None:
    shown, hidden = build(FILES), build(FILES, profiles_provenance="hide")
    assert [tells_origin(site) for site in (shown, hidden)] == [True, False]
    assert shown.app.config is not hidden.app.config
    assert ProfilesConfig.from_sphinx(shown.app.config).provenance == "show"
    assert ProfilesConfig.from_sphinx(hidden.app.config).provenance == "hide"


def test_a_value_that_another_extension_changes_counts(
    build: Build, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    for event in ("config-inited", "builder-inited"):
        name = f"late_{event.replace('-', '_')}"
        (tmp_path / f"{name}.py").write_text(LATE.format(event=event), "utf-8")
        site = build(FILES, extensions=("myst_parser", "sphinxext_profiles", name))
        assert not tells_origin(site), event


def test_a_project_checks_its_settings_once(build: Build) -> None:
    site = build(FILES, profiles_mentions=3, profiles_fallback_languages=["de", "no language"])
    lines = [line for line in site.warnings if "[profiles.config]" in line]
    assert len(lines) == 2
    assert ProfilesConfig.from_sphinx(site.app.config).fallback_languages == ("de",)
    again = ProfilesConfig.from_sphinx(site.app.config)
    assert again is ProfilesConfig.from_sphinx(site.app.config)


@pytest.mark.parametrize(
    ("notes", "passed_over"),
    [
        (["people.yml"], "'people.yml'"),
        (["people/*.rst"], "'people/bob.rst'"),
        (["people/bob*"], "'people/bob.rst'"),
        (["people/c*"], "'people/cat.txt'"),
        (["people/bob", "/people.yml"], "'people.yml', 'people/bob.rst'"),
    ],
)
def test_what_is_selected_and_no_note_is_reported(
    build: Build, notes: list[str], passed_over: str
) -> None:
    site = build(OTHERS, profiles_notes=notes, **PLAIN)
    [warning] = site.warnings
    assert warning.startswith(f"conf.py:1: WARNING: profiles_notes selects {passed_over}, but only")
    assert "only files that end in .md or .markdown are notes [profiles.config]" in warning


def test_other_pages_among_notes_are_a_line_of_information(build: Build) -> None:
    site = build(OTHERS, profiles_notes=["people/*"], **PLAIN)
    assert site.warnings == []
    assert "profiles_notes selects 'people/bob.rst', 'people/cat.txt'" in (
        site.app.status.getvalue()
    )
    assert (
        "selects" not in build(OTHERS, profiles_notes=["people/a*"], **PLAIN).app.status.getvalue()
    )
