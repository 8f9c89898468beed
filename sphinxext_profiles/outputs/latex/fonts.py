"""Fonts for what notes say in other scripts than the document's, and the direction of it.

Only what comes from a note is looked at, and links to people: the fonts for the rest of a project
are the project's affair.
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
    ours.profile_languages,
    ours.profile_section,
    ours.profile_region,
    ours.profile_references,
)
"""What holds words of a note."""
TOLD = 12
"""Letters that a problem names."""
LITERAL = (nodes.literal_block, nodes.math, nodes.math_block, nodes.raw, nodes.comment)
LINES = (nodes.paragraph, nodes.title, nodes.rubric, nodes.caption, nodes.term)
"""What has a direction of its own."""
BLOCKS = (nodes.document, nodes.section, nodes.block_quote, ours.profile_region)
"""What has paragraphs that begin at the right edge of the page where their direction is such."""
_PAIRS = "()[]{}<>«»‹›"
MIRRORED = str.maketrans(_PAIRS, "".join(_PAIRS[place ^ 1] for place in range(len(_PAIRS))))


def spell_notes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Mark what is in other scripts, and leave out what no font has, with a problem for a page."""
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
            made = [_node(piece, speller) for piece in pieces]
            if isinstance(text.parent, ours.profile_reference):
                made = [nodes.inline("", "", *made)]  # it has one child for each of its texts
            text.parent.replace(text, made)
    if speller.letters is None and direction(project_language(app.config)) == "ltr":
        _turn(doctree)
    for page, letters in lost.items():
        different = list(dict.fromkeys(letters))
        told = " ".join([*different[:TOLD], "…"] if len(different) > TOLD else different)
        message = (
            f"{speller.engine} has no letters for {told}, which are left out; {_advice(speller)}"
        )
        report(Problem(ProblemCode.LETTERS_MISSING, message), location=page)


def _advice(speller: Speller) -> str:
    if speller.letters is not None:
        return 'latex_engine = "xelatex" takes any font'
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
    """Yield every text of a note with its language and the page that it stands on."""
    ahead: list[tuple[nodes.Node, str, str, bool]] = [(doctree, "", docname, False)]
    while ahead:
        node, lang, page, noted = ahead.pop()
        if isinstance(node, nodes.Text):
            if noted:
                yield node, lang, page
            continue
        if isinstance(node, LITERAL) or not isinstance(node, nodes.Element):
            continue
        if isinstance(node, addnodes.start_of_file):
            page, noted = node["docname"], False
        lang = str(node.get("lang") or lang)
        noted = noted or isinstance(node, OURS) or _leads_on(node)
        languages = [lang] * len(node.children)
        if isinstance(node, ours.profile_reference):
            languages[1] = node["where_lang"] or lang
        inner = zip(node.children, languages, strict=True)
        ahead.extend([(child, said, page, noted) for child, said in inner][::-1])


def _leads_on(node: nodes.Element) -> bool:
    """Return whether a node is a link to another place of the document, as those to people are."""
    return isinstance(node, nodes.reference) and bool(node.get("internal"))


def _rename(app: Sphinx, doctree: nodes.document, speller: Speller) -> None:
    """Call people whose name pdfTeX can't print by an alternate one that it can."""
    library = profile_domain(app.env).library
    names: dict[str, tuple[str, Profile]] = {}
    for profile in library:
        if not speller.has(profile.name):
            other = next((name for name in profile.alternate_names if speller.has(name)), "")
            if other:
                names[profile.name] = (other, profile)
    told: dict[str, str] = {}
    for text in list(doctree.findall(nodes.Text)):
        found = names.get(text.astext().strip())
        if found:
            other, profile = found
            told[profile.path] = (
                f"{speller.engine} has no letters for {profile.name!r}; {other!r} is shown"
            )
            text.parent.replace(text, nodes.Text(other))
    for photo in doctree.findall(ours.profile_photo):
        lines = cast("list[nodes.Element]", photo.parent.children)
        shown = next((line for line in lines if "profile-name" in line["classes"]), None)
        if shown is not None and shown.astext() in {other for other, _ in names.values()}:
            photo[0] = nodes.inline("", initials(shown.astext()))
            _forget(photo.parent, shown.astext())
    for path, message in told.items():
        report(Problem(ProblemCode.LETTERS_MISSING, message), location=f"{app.srcdir / path}:1")


def _forget(card: nodes.Element, name: str) -> None:
    """Take the alternate name out of a card that is called by it."""
    for line in list(card.children):
        element = cast("nodes.Element", line)
        if "profile-alternate" in element["classes"] and element.astext() == name:
            card.remove(line)


def _turn(doctree: nodes.document) -> None:
    """Have lines in a language from right to left begin at the right."""
    ahead: list[tuple[nodes.Element, str]] = [(doctree, "")]
    while ahead:
        node, turned = ahead.pop()
        turned = str(node.get("dir") or turned)
        if isinstance(node, ours.profile_card):
            node["dir"] = turned  # its photo stands where its lines begin
        if isinstance(node, LINES) and turned == "rtl":
            _turn_line(node)
            continue
        inner = [child for child in node.children if isinstance(child, nodes.Element)]
        ahead.extend((child, turned) for child in inner)


def _turn_line(line: nodes.Element) -> None:
    """Put a line into a node that turns it, and what runs the other way into one that doesn't.

    XeTeX turns the beginnings and ends of links around as well: around these it must not.
    """
    for text in list(line.findall(nodes.Text)):
        around = text.parent
        if not (isinstance(around, ours.profile_script) and around["script"] in RTL):
            # Not `replace`, which takes the first text that is equal: a bracket turned before.
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
    """Return words that run from left to right, and what is around them in the line's direction.

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
    """Begin letters of another script, and declare the fonts for it once in a document."""
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
    """Return a letter as TeX takes it: Noto has no brackets in its fonts for Arabic script."""
    shown = self.encode(letter)
    if ord(letter) not in MIRRORED:
        return shown
    return f"\\sphinxprofilesplain{{{self.encode(letter.translate(MIRRORED))}}}{{{shown}}}"


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
