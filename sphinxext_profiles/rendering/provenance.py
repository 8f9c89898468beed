"""The line that says who or what wrote a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_profiles.labels import Label, provenance_line, text
from sphinxext_profiles.nodes import profile_provenance

from .context import language

if TYPE_CHECKING:
    from docutils import nodes

    from sphinxext_profiles.model import Profile, Provenance

    from .context import Context

_DIGITAL_SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def render_provenance(profile: Profile, context: Context, *, asked: bool) -> list[nodes.Node]:
    """Return the provenance of a note, if it is asked for or the project shows it."""
    provenance = profile.provenance
    if not provenance or not (asked or _is_shown(provenance, context.provenance)):
        return []
    lang = profile.lang if context.own_page else context.lang
    provenance_text = profile_provenance(
        "",
        provenance_line(provenance, lang, context.locale_dirs),
        classes=["profile-provenance"],
        translatable=False,
        label=text(Label.PROVENANCE, lang, context.locale_dirs),
        source=digital_source(provenance),
        **language(lang, profile.lang or context.lang),
    )
    return [provenance_text]


def digital_source(provenance: Provenance) -> str:
    """Return the digital source type of IPTC's vocabulary, as for schema.org's `digitalSourceType`.

    A text that a model wrote is "trained algorithmic media"; one that it translated is a composite
    with such media. Empty for other texts.
    """
    kind = ""
    if provenance.generated or provenance.model:
        kind = "trainedAlgorithmicMedia"
    elif provenance.translated:
        kind = "compositeWithTrainedAlgorithmicMedia"
    return f"{_DIGITAL_SOURCES}{kind}" if kind else ""


def _is_shown(provenance: Provenance, setting: str) -> bool:
    """Return whether the project's setting shows the provenance of a note."""
    if setting == "only-generated":
        return bool(provenance.generated or provenance.model)
    return setting == "show"
