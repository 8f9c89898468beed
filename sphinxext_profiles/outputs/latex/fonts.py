"""Fonts and directions for text of notes in other scripts than the document's.

This concerns text of notes and links to people only: the fonts for the rest of a project are up to
the project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes

from sphinxext_profiles import nodes as ours
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.project.config import project_language
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.reporting import report
from sphinxext_profiles.words.languages import direction, initials
from sphinxext_profiles.words.letters import first_direction

from .spelling import CJK, NAMES, RTL, Piece, Speller, breakable, candidates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.latex import LaTeXTranslator

    from sphinxext_profiles.model import Profile

OURS = (
    ours.profile_card,
    ours.profile_photo,
    ours.profile_text,
    ours.profile_name,
    ours.profile_index,
    ours.profile_gallery,
    ours.profile_mentions,
    ours.profile_byline,
    ours.profile_languages,
    ours.profile_section,
    ours.profile_region,
    ours.profile_references,
)
"""The nodes that contain words of a note."""
MOST_NAMED = 12
"""How many letters a problem names."""
LITERAL = (nodes.literal_block, nodes.math, nodes.math_block, nodes.raw, nodes.comment)
LINES = (nodes.paragraph, nodes.title, nodes.rubric, nodes.caption, nodes.term)
"""The nodes that have a direction of their own."""
BLOCKS = (nodes.document, nodes.section, nodes.block_quote, ours.profile_region)
"""The nodes whose paragraphs begin at the right edge of the page if they run from the right."""
_PAIRS = "()[]{}<>«»‹›"
MIRRORED = str.maketrans(_PAIRS, "".join(_PAIRS[place ^ 1] for place in range(len(_PAIRS))))


def spell_notes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Mark text in other scripts, and leave out letters that no font has: one problem per page."""
    if app.builder.format != "latex":
        return
    speller = Speller.of(app)
    for photo in doctree.findall(ours.profile_photo):
        photo.insert(0, nodes.inline("", photo["initials"]))
    if speller.letters is not None:
        _rename(app, doctree, speller)
    lost: dict[str, list[str]] = {}
    for text, lang, page in list(_texts(doctree, docname)):
        pieces = speller.spell(text.astext(), lang)
        if speller.lost:
            lost.setdefault(page, []).extend(speller.lost)
            speller.lost = []
        if pieces != [Piece("", text.astext())]:
            parts = [_node(piece, speller) for piece in pieces]
            if isinstance(text.parent, ours.profile_reference):
                parts = [nodes.inline("", "", *parts)]  # it has one child for each of its texts
            text.parent.replace(text, parts)
    if speller.letters is None and direction(project_language(app.config)) == "ltr":
        _turn(doctree)
    for page, letters in lost.items():
        different = list(dict.fromkeys(letters))
        more = ["…"] if len(different) > MOST_NAMED else []
        named = " ".join(different[:MOST_NAMED] + more)
        message = f"{speller.engine} can't print {named}, so they are left out; {_advice(speller)}"
        report(Problem(ProblemCode.LETTERS_MISSING, message), location=page)


def _advice(speller: Speller) -> str:
    if speller.letters is not None:
        return 'latex_engine = "xelatex" can use any font'
    return "profiles_latex_fonts can name a font for their script"


def _node(piece: Piece, speller: Speller) -> nodes.Node:
    if not piece.script:
        return nodes.Text(piece.text)
    serif, sans = candidates(piece.script, speller.fonts)
    return ours.profile_script(
        "",
        nodes.Text(piece.text),
        script=piece.script,
        fonts=(serif, sans),
        breaks=piece.script in CJK and speller.engine == "lualatex",
    )


def _texts(doctree: nodes.document, docname: str) -> Iterator[tuple[nodes.Text, str, str]]:
    """Yield every text of a note with its language and its page."""
    ahead: list[tuple[nodes.Node, str, str, bool]] = [(doctree, "", docname, False)]
    while ahead:
        node, lang, page, of_note = ahead.pop()
        if isinstance(node, nodes.Text):
            if of_note:
                yield node, lang, page
            continue
        if isinstance(node, LITERAL) or not isinstance(node, nodes.Element):
            continue
        if isinstance(node, addnodes.start_of_file):
            page, of_note = node["docname"], False
        lang = str(node.get("lang") or lang)
        of_note = of_note or isinstance(node, OURS) or _is_internal(node)
        languages = [lang] * len(node.children)
        if isinstance(node, ours.profile_reference):
            languages[1] = node["where_lang"] or lang
        inner = zip(node.children, languages, strict=True)
        ahead.extend([(child, own, page, of_note) for child, own in inner][::-1])


def _is_internal(node: nodes.Element) -> bool:
    """Return whether a node is a link inside the document, such as a link to a person."""
    return isinstance(node, nodes.reference) and bool(node.get("internal"))


def _rename(app: Sphinx, doctree: nodes.document, speller: Speller) -> None:
    """Give people whose name pdfTeX can't print an alternate name that it can."""
    library = profile_domain(app.env).library
    names: dict[str, tuple[str, Profile]] = {}
    for profile in library:
        if not speller.has(profile.name):
            other = next((name for name in profile.alternate_names if speller.has(name)), "")
            if other:
                names[profile.name] = (other, profile)
    messages: dict[str, str] = {}
    for text in list(doctree.findall(nodes.Text)):
        renaming = names.get(text.astext().strip())
        if renaming:
            other, profile = renaming
            messages[profile.path] = (
                f"{speller.engine} can't print {profile.name!r}; it shows {other!r} instead"
            )
            text.parent.replace(text, nodes.Text(other))
    for photo in doctree.findall(ours.profile_photo):
        lines = cast("list[nodes.Element]", photo.parent.children)
        name = next((line for line in lines if "profile-name" in line["classes"]), None)
        if name is not None and name.astext() in {other for other, _ in names.values()}:
            photo[0] = nodes.inline("", initials(name.astext()))
            _drop_alternate(photo.parent, name.astext())
    for path, message in messages.items():
        report(Problem(ProblemCode.LETTERS_MISSING, message), location=f"{app.srcdir / path}:1")


def _drop_alternate(card: nodes.Element, name: str) -> None:
    """Remove the alternate name from a card that shows it as the name."""
    for line in list(card.children):
        element = cast("nodes.Element", line)
        if "profile-alternate" in element["classes"] and element.astext() == name:
            card.remove(line)


def _turn(doctree: nodes.document) -> None:
    """Let lines in a language from right to left begin at the right."""
    ahead: list[tuple[nodes.Element, str]] = [(doctree, "")]
    while ahead:
        node, direction_around = ahead.pop()
        own = str(node.get("dir") or direction_around)
        own = first_direction(node.astext()) if own == "auto" else own
        if isinstance(node, ours.profile_card):
            node["dir"] = own  # its photo goes where its lines begin
        if isinstance(node, LINES) and own == "rtl":
            _turn_line(node)
            continue
        inner = [child for child in node.children if isinstance(child, nodes.Element)]
        ahead.extend((child, own) for child in inner)


def _turn_line(line: nodes.Element) -> None:
    """Put a line into a node that turns it, and what runs the other way into nodes that don't.

    XeTeX would turn the beginning and end of a link as well, so the link goes into such a node.
    """
    for text in list(line.findall(nodes.Text)):
        around = text.parent
        if not (isinstance(around, ours.profile_script) and around["script"] in RTL):
            # Not `replace`: it finds the first equal text, such as an earlier bracket.
            place = next(n for n, child in enumerate(around.children) if child is text)
            around[place : place + 1] = _left_to_right(text.astext())
    for link in list(line.findall(nodes.reference)):
        _turn_inside(link)
        link.parent.replace(link, ours.profile_turned("", "", link, dir="ltr"))
    if isinstance(line, nodes.paragraph) and isinstance(line.parent, BLOCKS):
        _turn_inside(line, "rtlparagraph")
    else:
        _turn_inside(line)


def _turn_inside(node: nodes.Element, direction: str = "rtl") -> None:
    turned = ours.profile_turned("", "", *node.children, dir=direction)
    node.children = []
    node += turned


def _left_to_right(words: str) -> list[nodes.Node]:
    """Return words that run from left to right, with the signs around them in the line's direction.

    The fonts for such words don't mirror brackets by themselves.
    """
    places = [place for place, character in enumerate(words) if character.isalnum()]
    if not places:
        return _one_by_one(words)
    first, end = places[0], places[-1] + 1
    middle = ours.profile_turned("", words[first:end], dir="ltr")
    return [*_one_by_one(words[:first]), middle, *_one_by_one(words[end:])]


def _one_by_one(signs: str) -> list[nodes.Node]:
    """Return punctuation in the line's direction; XeTeX would set `.[` from left to right."""
    return [
        nodes.Text(sign)
        if sign.isspace()
        else ours.profile_turned("", sign.translate(MIRRORED), dir="ltr")
        for sign in signs
    ]


def visit_script(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin letters of another script, and declare its fonts once per document."""
    kind = node["script"]
    serif, sans = (",".join(fonts) for fonts in node["fonts"])
    features = f"Script={NAMES[kind]}" if kind in NAMES else ""
    declared = f"\\sphinxprofilesfontfor{{{kind}}}{{{features}}}{{{serif}}}{{{sans}}}\n"
    if declared not in self.elements["preamble"]:
        self.elements["preamble"] = declared + self.elements["preamble"]
    self.body.append(f"\\sphinxprofilesscript{{{kind}}}{{")
    self.body.append("\\sphinxprofilesrtl{" if kind in RTL else "{")
    if node["breaks"]:
        parts = map(self.encode, breakable(node.astext()))
        self.body.append("\\sphinxprofilesbreak{}".join(parts) + "}}")
        raise nodes.SkipNode
    if kind in RTL:
        self.body += [_bracketed(self, letter) for letter in node.astext()]
        self.body.append("}}")
        raise nodes.SkipNode


def _bracketed(self: LaTeXTranslator, letter: str) -> str:
    """Return a letter for TeX: the Noto fonts for Arabic script have no brackets."""
    encoded = self.encode(letter)
    if ord(letter) not in MIRRORED:
        return encoded
    return f"\\sphinxprofilesplain{{{self.encode(letter.translate(MIRRORED))}}}{{{encoded}}}"


def depart_script(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """End letters of another script."""
    self.body.append("}}")


def visit_turned(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin words in a direction."""
    self.body.append(f"\\sphinxprofiles{node['dir']}{{")


def depart_turned(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """End words in a direction."""
    self.body.append("}")


VISITORS: dict[type[nodes.Element], tuple[Any, Any]] = {
    ours.profile_script: (visit_script, depart_script),
    ours.profile_turned: (visit_turned, depart_turned),
}
