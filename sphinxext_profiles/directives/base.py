"""What directives have in common: finding the note, checking options, reporting at their line."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinxext_profiles.page.context import Page, current_page
from sphinxext_profiles.page.scope import in_untrusted_note
from sphinxext_profiles.people.note_files import MARKDOWN_SUFFIXES
from sphinxext_profiles.problems import Problem, ProblemCode, did_you_mean
from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.notes import NoteError, load, note_text
from sphinxext_profiles.project.people_files import depend_on
from sphinxext_profiles.rendering.facts import Field
from sphinxext_profiles.reporting import report
from sphinxext_profiles.words.languages import no_such_language, normalise
from sphinxext_profiles.words.letters import fold_key

from .location import locate
from .options import PARTS, OptionSpec, near_or_known, read_options

if TYPE_CHECKING:
    from sphinxext_profiles.model import Profile


MOST_EMBEDDED = 100
"""People whom the notes on one page may show, all of them together."""
TOO_MANY_EMBEDDED = (
    f"the notes on this page show more than {MOST_EMBEDDED} people, or too much text; "
    "show the others from a page of the project"
)
_ADMITTED = "profiles_admitted"


class ProfileDirectiveBase(SphinxDirective, ABC):
    """A directive about a note.

    Problems are reported at its own line, and never cost more of the page than the directive.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec]
    refused: frozenset[str]
    """The options whose values can't be used; each is reported."""

    def run(self) -> list[nodes.Node]:
        """Check the options and render; report what can't be shown."""
        values, unknown, wrong = read_options(self.option_spec, self.options)
        for message in unknown.values():
            self.report(ProblemCode.OPTION_UNKNOWN, message)
        for message in wrong.values():
            self.report(ProblemCode.OPTION_VALUE, message)
        self.refused = frozenset(wrong)
        if "show" in values:
            values["fields"] = self._fields(values["show"])
            values["show"] = tuple(part for part in values["show"] if isinstance(part, str))
        if "lang" in values:
            values["lang"] = self._language(values["lang"])
        try:
            rendered = self.render(values)
        except NoteError as error:
            self.report(error.problem.code, error.problem.message)
            return []
        if rendered:
            self._name(rendered[0], values.get("name", ""))
        return rendered

    @abstractmethod
    def render(self, values: dict[str, Any]) -> list[nodes.Node]:
        """Return the directive's nodes; `values` are its checked options."""

    @property
    def page(self) -> Page:
        """The page that the directive is on."""
        lang = profile_domain(self.env).language_of(self.env.docname)
        return current_page(self.env, self.state.document, lang=lang)

    def report(self, code: ProblemCode, message: str) -> None:
        """Report a problem at the directive's line."""
        problem = Problem(code, f"{self.name}: {message}", self.lineno)
        report(problem, location=self.get_location())

    def _fields(self, shown: tuple[str | Field, ...]) -> tuple[Field, ...]:
        """Return the keys of the front matter among what is shown; report those that nobody has.

        A note shows none: it could tell readers what others keep to themselves.
        """
        fields = tuple(part for part in shown if isinstance(part, Field))
        if not fields:
            return ()
        if in_untrusted_note(self.env):
            message = f"option 'show': a note can show parts of a card only, not {fields[0].key!r}"
            self.report(ProblemCode.OPTION_VALUE, message)
            return ()
        keys = profile_domain(self.env).library.known_keys()
        known = {fold_key(key) for key in keys}
        for key in (field.key for field in fields):
            if fold_key(key) not in known and fold_key(key.partition(".")[0]) not in known:
                hint = near_or_known(key, {*PARTS, *keys})
                message = f"option 'show': {key!r} is neither a part nor a key of anybody{hint}"
                self.report(ProblemCode.OPTION_VALUE, message)
        return fields

    def _language(self, lang: str) -> str:
        tag = normalise(lang)
        if not tag:
            self.report(ProblemCode.OPTION_VALUE, no_such_language(lang))
        return tag

    def _name(self, node: nodes.Node, name: str) -> None:
        """Make `:name:` a target, as docutils' own directives do."""
        if name and isinstance(node, nodes.Element):
            node["names"].append(nodes.fully_normalize_name(name))
            self.state.document.note_explicit_target(node, node)

    # Finding the note

    def find(self, values: dict[str, Any], *, whole: bool = True) -> Profile:
        """Return the profile that the argument means: a key, a path, or the page's own note.

        Without `whole` it may hold no more than a card shows. Raises NoteError if there is none.
        """
        if self.arguments:
            return self.profile_named(
                self.arguments[0].strip(), values.get("lang", ""), whole=whole
            )
        domain = profile_domain(self.env)
        own = domain.pages.get(self.env.docname)
        if own is None:
            message = "this page is not a note: name one in the argument, by its key or path"
            raise NoteError(ProblemCode.ARGUMENT, message)
        return domain.joined.fill(domain.notes[own].profile)

    def profile_named(self, argument: str, lang: str = "", *, whole: bool = True) -> Profile:
        """Return the profile with a key or at a path; see `find`."""
        domain = profile_domain(self.env)
        profile = self.with_key(argument, lang)
        if profile is None:
            if not is_path(argument):
                raise NoteError(ProblemCode.KEY_UNKNOWN, self._unknown(argument))
            path = locate(self.env, self.env.docname, argument)
            if in_untrusted_note(self.env) and not domain.is_known(path):
                message = f"a note can show notes of the project only; {argument!r} is not one"
                raise NoteError(ProblemCode.FILE_BLOCKED, message)
            profile = load(self.env, path, whole=whole)
        elif whole and not profile.whole:
            profile = domain.joined.fill(load(self.env, profile.path))
        depend_on(self.env, profile)
        return profile

    def with_key(self, key: str, lang: str = "") -> Profile | None:
        """Return the profile with a key, in the language that fits best; None if there is none."""
        domain = profile_domain(self.env)
        wanted = lang or self.page.lang
        profile = domain.fitting(key, wanted)
        domain.record_lookup(self.env.docname, key, wanted, profile.path if profile else "")
        return profile

    def _unknown(self, argument: str) -> str:
        library = profile_domain(self.env).library
        hint = did_you_mean(library.near(argument)) or near_or_known(argument, library.keys())
        return f"no note has the key {argument!r}{hint}"

    def text_of(self, profile: Profile) -> str:
        """Return the text of a profile's note."""
        return note_text(self.env, profile.path)

    def admit(self, people: int, size: int = 0) -> None:
        """Count the people, and the characters of their notes, that notes show on this page.

        Pages of the project show as many as they like. Raises NoteError past the limit, since
        notes that show each other can make a page grow without end.
        """
        if not in_untrusted_note(self.env):
            return
        limit = ProfilesConfig.from_sphinx(self.env.config).max_note_bytes
        before: tuple[int, int] = self.env.temp_data.get(_ADMITTED) or (0, 0)
        admitted = (before[0] + people, before[1] + size)
        if admitted[0] > MOST_EMBEDDED or admitted[1] > limit:
            raise NoteError(ProblemCode.EMBEDDED_LIMIT, TOO_MANY_EMBEDDED)
        self.env.temp_data[_ADMITTED] = admitted

    def record_shown(self, profile: Profile, *, sources: bool = False) -> None:
        """Record that this page shows a profile, and with `sources` its references."""
        domain = profile_domain(self.env)
        domain.record_shown(self.env.docname, profile.path)
        if sources:
            domain.record_sources(self.env.docname, profile.path, self.lineno)


def is_path(argument: str) -> bool:
    """Return whether an argument is a path rather than a key."""
    return "/" in argument or argument.lower().endswith(MARKDOWN_SUFFIXES)
