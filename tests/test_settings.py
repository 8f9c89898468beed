"""Settings are checked once for each configuration, and belong to that one only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sites import Build, classes

from sphinxext_profiles.project.config import ProfilesConfig

if TYPE_CHECKING:
    import pytest

PAGE = "# Home\n\n```{profile-card} ada.md\n```\n"
NOTE = "---\ngenerated: true\nmodel: Some model\n---\n# Ada\n\nAda works.\n"
FILES = {"index.md": PAGE, "ada.md": NOTE}
LATE = """
def setup(app):
    app.connect({event!r}, late, priority=700)

def late(app, *_):
    app.config.profiles_provenance = "hide"
"""


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
