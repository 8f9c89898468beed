"""The references of a note: its link definitions and footnote sources, merged and numbered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.addresses.cleaning import clean_address, is_safe, is_source
from sphinxext_profiles.markdown.citations import Mention, Source, normalise_label, repeated
from sphinxext_profiles.model import Citation, Reference
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.letters import is_unspaced
from sphinxext_profiles.words.names import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sphinxext_profiles.markdown.contents import Body
    from sphinxext_profiles.markdown.grammar import Environment

_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = re.compile(r"https?://[A-Za-z0-9]")
"""How nearly all sources begin: these need no parsing."""
_LINE_END = re.compile(r"(?<![ \t])[ \t]*\n[ \t\n]*")
_LONGEST_NUMBER = 9
"""Digits of a label that counts as a number."""
_LONGEST_SITE = 60
"""Characters; longer words are a statement, not a site's name."""


class References(NamedTuple):
    """The references and citations of a note."""

    references: tuple[Reference, ...] = ()
    citations: tuple[Citation, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_references(body: Body, tracking: frozenset[str]) -> References:
    """Return the references and citations of a note, and what is wrong with them."""
    cited = {mention.label for mention in body.mentions}
    sources, problems = link_sources(body.environment, body.image_labels - cited)
    every = [*sources, *body.footnote_sources]
    listed = build_references(every, body.mentions, tracking)
    return listed._replace(problems=(*problems, *listed.problems))


def citing_labels(body: Body) -> frozenset[str]:
    """Return the labels by which links cite.

    These are all but the labels of files and anchors. Labels of unusable addresses, which can't be
    references, are among them.
    """
    defined = body.definitions.get("references", {}).items()
    return frozenset(
        normalise_label(label) for label, definition in defined if _is_cited(definition["href"])
    ).union(source.label for source in body.footnote_sources)


def _is_cited(address: str) -> bool:
    """Return whether a link to an address is a citation, even if the address is unusable."""
    return bool(_WEB.match(address)) or is_source(address) or _is_unusable(address)


def link_sources(
    environment: Environment, images: Collection[str]
) -> tuple[list[Source], list[Problem]]:
    """Return the sources among the link definitions of a note, and what is wrong with others.

    A definition that leads to a file or an anchor of the project is an ordinary link; one whose
    label is a number was meant to be a source. One that only images use (their labels are
    `images`) is not a source either.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    for key, definition in environment.get("references", {}).items():
        label, address = normalise_label(key), definition["href"]
        line = definition["map"][0] + 1
        if label in images:
            continue
        if _WEB.match(address) or is_source(address):
            title = _LINE_END.sub(" ", definition["title"]).strip()
            sources.append(Source(label, address, title, line))
        elif _is_unusable(address):
            problems.append(Problem(ProblemCode.REFERENCE_ADDRESS, _unusable(label, address), line))
        elif _number(label) and not address.startswith("#"):
            message = f"the address of [{label}] is a path, so it is not a source: {address}"
            problems.append(Problem(ProblemCode.REFERENCE_ADDRESS, message, line))
    for definition in environment.get("duplicate_refs", ()):
        label = normalise_label(definition["label"])
        first = environment["references"][definition["label"]]["map"][0] + 1
        problems.append(repeated(label, first, definition["map"][0] + 1))
    return sources, problems


def _is_unusable(address: str) -> bool:
    """Return whether an address is neither a source nor a path or anchor."""
    if not address or not is_safe(address) or address.startswith("//"):
        return True
    return bool(_SCHEME.match(address)) or address.lower().startswith("www.")


def _unusable(label: str, address: str) -> str:
    """Return the message about an address that can't be a reference."""
    if not address:
        return f"[{label}] is defined without an address"
    if address.lower().startswith("www."):
        return f"the address of [{label}] lacks its https://: {address}"
    return f"the address of [{label}] is not http, https, mailto or doi: {address}"


def build_references(
    sources: Sequence[Source], mentions: Sequence[Mention], tracking: frozenset[str]
) -> References:
    """Return the references in the order of definition, and the citations that point to them.

    Sources with one cleaned address are one reference. Their numbers are the author's labels
    when all of these are whole numbers, else they are counted.
    """
    merged: dict[str, list[Source]] = {}
    for source in sorted(sources, key=lambda source: source.line):
        merged.setdefault(clean_address(source.address, tracking), []).append(source)
    numbers = _numbers(list(merged.values()))
    by_label = {
        source.label: number
        for number, group in zip(numbers, merged.values(), strict=True)
        for source in group
    }
    cited: dict[int, list[Mention]] = {number: [] for number in numbers}
    for mention in mentions:
        if mention.label in by_label:
            cited[by_label[mention.label]].append(mention)
    references = tuple(
        _reference(number, address, group, cited[number])
        for number, (address, group) in zip(numbers, merged.items(), strict=True)
    )
    unused = (_unused(reference) for reference in references if not reference.lines)
    citations = tuple(
        Citation(by_label[mention.label], mention.text, mention.line)
        for mention in mentions
        if mention.label in by_label
    )
    return References(references, citations, tuple(unused))


def _numbers(merged: Sequence[Sequence[Source]]) -> list[int]:
    """Return the number of each reference.

    Gaps stay, and merged sources take the lowest. A `[3]` and a `[^3]` with two addresses can't
    both be 3: then all are counted.
    """
    labels = [[_number(source.label) for source in group] for group in merged]
    kept = [min(numbers) for numbers in labels]
    if all(all(numbers) for numbers in labels) and len(set(kept)) == len(kept):
        return kept
    return list(range(1, len(merged) + 1))


def _number(label: str) -> int:
    """Return a label as a whole number, 0 if it isn't one."""
    digits = label.removeprefix("^")
    return int(digits) if digits.isdecimal() and len(digits) <= _LONGEST_NUMBER else 0


def _reference(
    number: int, address: str, group: Sequence[Source], mentions: Sequence[Mention]
) -> Reference:
    """Return the reference that sources with one address make."""
    return Reference(
        number,
        tuple(source.label for source in group),
        address,
        title=_title(group),
        site=_site(mentions),
        line=group[0].line,
        lines=tuple(mention.line for mention in mentions),
    )


def _title(group: Sequence[Source]) -> str:
    """Return the title of sources with one address: that of the first which has one.

    The words of footnotes are the author's own, such as the page of a book: they are all kept.
    """
    titled = [source for source in group if source.title]
    kept = [source for source in titled if source.label.startswith("^") or source is titled[0]]
    title, *others = _longest([source.title for source in kept]) or [""]
    for other in others:
        wide = is_unspaced(title[-1])
        ended = title.endswith((".", "!", "?", "…", "。", "！", "？"))
        title += ("" if wide else " ") if ended else ("；" if wide else "; ")
        title += other
    return title


def _longest(titles: Sequence[str]) -> list[str]:
    """Return titles in their order, each once, without those that are the beginning of another."""
    ordered = sorted({fold(title) or title: title for title in reversed(titles)}.items())
    ends = [*(name for name, _ in ordered[1:]), ""] if ordered else []
    left = {
        title
        for (name, title), after in zip(ordered, ends, strict=True)
        if not after.startswith(name)
    }
    return [title for title in dict.fromkeys(titles) if title in left]


def _site(mentions: Sequence[Mention]) -> str:
    """Return the words a source is cited with most often, the first of them in case of a tie."""
    names = [
        mention.text
        for mention in mentions
        if len(mention.text) <= _LONGEST_SITE
        and _is_name(mention.text, mention.label.removeprefix("^"))
    ]
    return max(dict.fromkeys(names), key=names.count, default="")


def _is_name(text: str, label: str) -> bool:
    """Return whether the words of a citation name a site.

    `MacTutor` does, also where the label is `mactutor`; the label itself and a number don't.
    """
    return any(map(str.isalpha, text)) and text != label


def _unused(reference: Reference) -> Problem:
    """Return the problem of a source that nothing cites."""
    labels = " and ".join(f"[{label}]" for label in reference.labels)
    verb = "is" if len(reference.labels) == 1 else "are"
    message = f"{labels} {verb} defined but never cited"
    return Problem(ProblemCode.REFERENCE_UNUSED, message, reference.line)
