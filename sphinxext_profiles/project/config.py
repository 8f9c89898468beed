"""The settings in `conf.py`: one dataclass, from which Sphinx's values and the docs table come."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from weakref import WeakKeyDictionary

from sphinxext_profiles.addresses.schemes import read_schemes
from sphinxext_profiles.markdown.grammar import USUAL, Grammar
from sphinxext_profiles.note.allowed import Gate
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.note.source import MOST_BYTES
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.rendering.citations import CITATION_STYLES
from sphinxext_profiles.reporting import in_file, report
from sphinxext_profiles.syntax import read_grammar
from sphinxext_profiles.words.languages import normalise

from .config_values import WANTED, Kind, Setting, as_written, unknown_languages, usable
from .order import BuilderInited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.addresses.schemes import Schemes
    from sphinxext_profiles.note.reader import Reading

PREFIX = "profiles_"


def _setting(
    default: Any,
    help_text: str,
    *,
    kind: Kind,
    choices: tuple[str, ...] = (),
    rebuild: Literal["env", "html", ""] = "env",
) -> Any:
    """Declare a setting: default, help, kind of value, and what a change of it rebuilds."""
    return field(
        default_factory=lambda: default,
        metadata={"help": help_text, "kind": kind, "choices": choices, "rebuild": rebuild},
    )


@dataclass(frozen=True, slots=True)
class ProfilesConfig:
    """Every `profiles_*` value, checked."""

    notes: tuple[str, ...] = _setting(
        (),
        "Globs for the files that are notes, relative to the source folder. "
        "`people/*` matches the Markdown files there, except `index` and `README`; "
        "a glob that begins with `!` excludes files again.",
        kind="list of texts",
    )
    pages: str = _setting(
        "all",
        "Which notes become pages: `all` that Sphinx finds, or those `with-text` alone, which "
        "have more than front matter. The people of the others are known all the same.",
        kind="choice",
        choices=("all", "with-text"),
    )
    people: tuple[object, ...] = _setting(
        (),
        "Files with many people, as paths from the source folder, and dictionaries of people.",
        kind="list of people files",
        rebuild="",
    )
    trust_notes: bool = _setting(
        False,
        "Whether a note may do everything that a page may: raw HTML, all directives and roles, "
        "substitutions, MyST settings in its front matter.",
        kind="bool",
    )
    allowed_directives: tuple[str, ...] = _setting(
        (),
        "Directives that a note may use in addition to the built-in list.",
        kind="list of texts",
    )
    allowed_roles: tuple[str, ...] = _setting(
        (), "Roles that a note may use in addition to the built-in list.", kind="list of texts"
    )
    tracking_parameters: tuple[str, ...] = _setting(
        (),
        "Query parameters to remove from addresses in addition to the built-in table; "
        "`*` at the end of a name stands for any characters.",
        kind="list of texts",
    )
    max_note_bytes: int = _setting(
        MOST_BYTES,
        "The maximum size of a note in bytes. Of a larger note only the front matter is read.",
        kind="number",
    )
    fallback_languages: tuple[str, ...] = _setting(
        (),
        "Languages to try, in this order, for a person who has no note in the page's language or "
        "the project's. The original comes after them.",
        kind="list of languages",
    )
    sort: str = _setting(
        "name",
        "How indexes sort people: by `name` (the family name), `given` (the name as written), "
        "`file`, or any key of the front matter; with a leading `-` in descending order. The "
        "option `sort` of an index takes precedence.",
        kind="key",
    )
    citation_style: str = _setting(
        "number",
        "How citations look: `number` gives `[1, 3]`, `label` the author's words, `superscript` "
        "raised numbers. The option `citation-style` of a reference list takes precedence.",
        kind="choice",
        choices=CITATION_STYLES,
    )
    references_placement: str = _setting(
        "none",
        "What happens on a page that cites sources but has no list of them: `end` adds a list at "
        "its end; with `none` the citations link to the list on the note's own page, or to the "
        "sources.",
        kind="choice",
        choices=("none", "end"),
    )
    mentions: bool = _setting(
        False,
        "Whether a note's own page ends with a list of the pages that mention the person.",
        kind="bool",
    )
    image_dir: str = _setting(
        "_profile_images",
        "The folder, inside the source folder, where `sphinx-profiles fetch` puts its copies of "
        "remote images.",
        kind="folder",
    )
    image_max_bytes: int = _setting(
        20_000_000,
        "The maximum size of an image to fetch, in bytes.",
        kind="number",
        rebuild="",
    )
    image_svg: bool = _setting(
        False,
        "Whether to fetch SVG images too, if they run no scripts and load nothing from elsewhere.",
        kind="bool",
        rebuild="",
    )
    latex_fonts: tuple[tuple[str, str], ...] = _setting(
        (),
        "Fonts for notes in other scripts than the project's in a PDF, by script (ISO 15924): "
        '`{"Hant": "Source Han Serif TC", "Arab": "Amiri"}`. Other scripts use Noto.',
        kind="dict of texts",
        rebuild="html",
    )
    drop_residue: bool = _setting(
        False,
        "Whether pages leave out what a chat with a language model left in a note: paragraphs "
        "(`chat-residue`, `lead-in`), and marks such as `【1†source】` in sentences.",
        kind="bool",
    )
    provenance: str = _setting(
        "show",
        "Whether cards and pages say who or what wrote a note: `show`, `hide`, or "
        "`only-generated` for notes that a model wrote. A card's option `show` takes precedence.",
        kind="choice",
        choices=("show", "hide", "only-generated"),
    )
    warn_advice: bool = _setting(
        False, "Whether builds also report advice, such as a missing alt text.", kind="bool"
    )
    schemes: Schemes = field(default_factory=dict)
    """MyST's `myst_url_schemes`."""
    grammar: Grammar = USUAL
    """What MyST's other settings make of Markdown."""
    design: bool = True
    """Whether the project loads sphinx-design."""

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
        )

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
        values["grammar"] = read_grammar(config, trusted=values.get("trust_notes", False))
        checked = _CHECKED[config] = _Checked(ProfilesConfig(**values), tuple(problems))
    return checked


def _unusable(setting: Setting, value: Any) -> Problem:
    """Return the problem of a value that can't be used."""
    words = f"one of {', '.join(map(repr, setting.choices))}"
    wanted = words if setting.choices else WANTED[setting.kind]
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
        app.add_config_value(setting.name, setting.default, setting.rebuild, types=(object,))
    app.connect("builder-inited", check_config, priority=BuilderInited.CHECK_SETTINGS)
