"""The settings of a project, checked, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from sphinxext_profiles.addresses.cleaning import host, is_safe, scheme
from sphinxext_profiles.addresses.schemes import read_schemes
from sphinxext_profiles.note.allowed import Gate
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.reporting import in_file, report
from sphinxext_profiles.syntax import read_grammar
from sphinxext_profiles.words.languages import normalise

from .order import BuilderInited
from .settings.declaration import Settings
from .settings.values import WANTED, Setting, as_written, unknown_languages, usable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.note.reader import Reading

PREFIX = "profiles_"


@dataclass(frozen=True, slots=True)
class ProfilesConfig(Settings):
    """Every `profiles_*` value, checked."""

    @classmethod
    def from_sphinx(cls, config: Config) -> ProfilesConfig:
        """Return the checked settings of a project.

        An unusable value is replaced by the default; `check_config` reports it.
        """
        return _checked(config).settings

    def gate(self) -> Gate:
        """Return what notes may use in this project."""
        return Gate.of(
            trusted=self.trust_notes,
            directives=self.allowed_directives,
            roles=self.allowed_roles,
            design=self.design,
            bibtex=self.bibtex,
        )

    def shows(self, address: str) -> bool:
        """Return whether pages may show a remote image as it is."""
        wanted = self.remote_images
        if wanted == "link" or not is_safe(address):
            return False
        if scheme(address) not in {"", "http", "https"} or not (place := host(address)):
            return False
        return wanted == "show" or place in {host(f"//{name}") for name in wanted}

    def read(self, text: str, path: str, *, whole: bool = True) -> Reading:
        """Return what a note says under these settings."""
        return read_profile(
            text,
            path,
            tracking=frozenset(self.tracking_parameters),
            schemes=self.schemes,
            grammar=self.grammar,
            whole=whole,
            max_bytes=self.max_note_bytes,
        )


def project_language(config: Config) -> str:
    """Return the project's language as a BCP 47 tag."""
    return normalise(config.language or "en") or "en"


def fallback_languages(config: Config) -> tuple[str, ...]:
    """Return the languages to show a person in after the page's own, best first."""
    return (project_language(config), *ProfilesConfig.from_sphinx(config).fallback_languages)


def locale_dirs(env: BuildEnvironment) -> tuple[str, ...]:
    """Return the folders of the project's own catalogues of interface strings."""
    return tuple(str(Path(env.srcdir, folder)) for folder in env.config.locale_dirs)


def settings() -> Iterator[Setting]:
    """Yield every setting, in the order of the documentation."""
    defaults = ProfilesConfig()
    for entry in fields(ProfilesConfig):
        if not entry.metadata:  # follows from what others set
            continue
        value = getattr(defaults, entry.name)
        yield Setting(
            PREFIX + entry.name,
            as_written(value, entry.metadata["kind"]),
            entry.metadata["kind"],
            entry.metadata["choices"],
            entry.metadata["help"],
            entry.metadata["rebuild"],
        )


class _Checked(NamedTuple):
    """The settings of a project, and what is wrong with them."""

    settings: ProfilesConfig
    problems: tuple[Problem, ...]


_CHECKED: WeakKeyDictionary[Config, _Checked] = WeakKeyDictionary()
"""By configuration: every page and every note needs the settings, and checks none again."""


def _checked(config: Config) -> _Checked:
    """Return the settings of a configuration, and check them the first time."""
    if (checked := _CHECKED.get(config)) is None:
        schemes = read_schemes(getattr(config, "myst_url_schemes", None))
        values: dict[str, Any] = {"schemes": schemes}
        problems: list[Problem] = []
        for setting in settings():
            value = usable(getattr(config, setting.name), setting.kind, setting.choices)
            if value is not None:
                values[setting.name.removeprefix(PREFIX)] = value
            if value is None:
                problems.append(_unusable(setting, getattr(config, setting.name)))
            elif setting.kind == "list of languages":
                problems += unknown_languages(setting.name, getattr(config, setting.name))
        # A theme may load it too.
        design = hasattr(config, "sd_custom_directives") or "sphinx_design" in config.extensions
        values["design"] = design
        values["bibtex"] = hasattr(config, "bibtex_bibfiles")
        values["grammar"] = read_grammar(config, trusted=values.get("trust_notes", False))
        checked = _CHECKED[config] = _Checked(ProfilesConfig(**values), tuple(problems))
    return checked


def _unusable(setting: Setting, value: Any) -> Problem:
    """Return the problem of a value that can't be used."""
    words = ", ".join(map(repr, setting.choices))
    wanted = WANTED[setting.kind] + words
    return Problem(ProblemCode.CONFIG, f"{setting.name} must be {wanted}, not {value!r}")


def wrong_settings(config: Config) -> tuple[Problem, ...]:
    """Return a problem for each setting whose value can't be used."""
    return _checked(config).problems


def check_config(app: Sphinx) -> None:
    """Check the settings as other extensions have left them, and report unusable values."""
    _CHECKED.pop(app.config, None)
    for problem in wrong_settings(app.config):
        report(problem, location=in_file(app.confdir / "conf.py"))


def setup_config(app: Sphinx) -> None:
    """Register every setting with Sphinx."""
    for setting in settings():
        # A list is fine where the default is a word; Sphinx would warn. What isn't, we report.
        types = (object, list)
        app.add_config_value(setting.name, setting.default, setting.rebuild, types=types)
    app.connect("builder-inited", check_config, priority=BuilderInited.CHECK_SETTINGS)
