"""A whole profile: the page that is a note, and the same inside another page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from myst_parser.config.main import TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.warnings_ import create_warning

from sphinxext_profiles.bibliography.on_pages import listing_on_page
from sphinxext_profiles.nodes import (
    profile_card,
    profile_languages,
    profile_mentions,
    profile_photo,
    profile_picture,
    profile_region,
    profile_section,
)
from sphinxext_profiles.note.blocked import keys_problem
from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.data import Showing
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.people_files import depend_on
from sphinxext_profiles.project.translation import (
    offer,
    offer_card,
    offer_gallery,
    offer_roles,
    withhold,
)
from sphinxext_profiles.rendering.card import CardOptions, line, render_card
from sphinxext_profiles.rendering.context import anchor, outermost_note
from sphinxext_profiles.rendering.gallery import GalleryOptions, render_gallery
from sphinxext_profiles.rendering.references import (
    ReferenceOptions,
    default_heading,
    render_references,
)
from sphinxext_profiles.rendering.roles import render_roles, roles_heading
from sphinxext_profiles.words.names import fold

from .body import BodyOptions, raise_lead, render_body
from .context import current_page
from .metadata import metadata_fields
from .names import keep_undefined_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from myst_parser.config.main import MdParserConfig
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.model import Profile

    from .context import Page


def build_page(
    env: BuildEnvironment, document: nodes.document, profile: Profile, text: str
) -> None:
    """Fill the document of a page that is a note."""
    profile = profile_domain(env).joined.fill(profile)
    depend_on(env, profile)
    shown = profile_domain(env).translated(profile)
    page = current_page(env, document, own_page=True, lang=shown.lang)
    around = current_page(env, document)
    section = profile_section(
        names=[nodes.fully_normalize_name(shown.name)],
        **outermost_note(shown.lang, around),
    )
    page.give_id(section, anchor(profile.key))
    section.document, section.source, section.line = document, document["source"], 1
    if fields := metadata_fields(page.scope(profile)):
        document += fields
    title = nodes.title("", shown.name)
    offer(title, env, profile, shown.name, profile.name_line)
    section += title
    document += section
    profile_domain(env).record_shown(env.docname, profile.path)
    _fill(section, page, shown, text, without=(), body=BodyOptions(heading_level=2))
    keep_undefined_marks(document, "")
    section += page_list(page, profile, "written")
    if ProfilesConfig.from_sphinx(env.config).mentions:
        section += page_list(page, profile, "mentions")


def embedded(page: Page, profile: Profile, text: str, values: dict[str, Any]) -> profile_region:
    """Return a whole profile inside another page; `values` are those of the directive."""
    domain = profile_domain(page.env)
    shown = domain.translated(profile)
    region = profile_region(
        classes=["profile", *values.get("class", ())], **outermost_note(shown.lang, page)
    )
    # Not the key alone: Sphinx's search leaves out an anchor that is, and then finds another.
    own_id = page.give_id(region, f"{anchor(profile.key)}-profile")
    domain.record_mentions(page.docname, {profile.key})
    domain.record_home(page.docname, profile, own_id, Showing.WHOLE)
    body = BodyOptions(
        values.get("sections", ()), values.get("heading-level", 0), lead="sections" not in values
    )
    _fill(region, page, shown, text, without=values.get("without", ()), body=body)
    if not domain.offers(profile):
        withhold(region)
    for kind in ("written", "mentions"):
        if kind in values:
            region += page_list(page, profile, kind)
    return region


def page_list(page: Page, profile: Profile, kind: str) -> profile_mentions:
    """Return the place for a list of pages, filled when all are read.

    They are those that mention a person, or those that the person has `written`.
    """
    if kind != "written" or not page.own_page:
        profile_domain(page.env).record_telling(page.docname, profile.key, kind)
    return profile_mentions(
        kind=kind,
        key=profile.key,
        docname=page.docname,
        label_lang=page.lang,
        outer_lang=profile.lang or page.lang,
        classes=["profile-mentions"],
    )


def languages(page: Page, profile: Profile) -> profile_languages:
    """Return the place for links to a profile in other languages, filled when all are read."""
    return profile_languages(
        path=profile.path,
        docname=page.docname,
        label_lang=page.lang,
        outer_lang=profile.lang or page.lang,
        classes=["profile-languages"],
    )


def _fill(
    parent: nodes.Element,
    page: Page,
    profile: Profile,
    text: str,
    *,
    without: tuple[str, ...],
    body: BodyOptions,
) -> None:
    """Put the parts of a whole profile into a node."""
    card = None
    if "card" not in without:
        card = _head(page, profile, follows="sections" not in without and body.lead)
        parent += [card, languages(page, profile)]
    if "gallery" not in without:
        options = GalleryOptions(without=_portrait_of(card))
        if gallery := render_gallery(profile, options, page):
            offer_gallery(gallery, page.env, profile)
            parent += gallery
    if "sections" not in without:
        config = _myst_config(page, profile, text)
        above = profile_domain(page.env).place_of(profile.path, 1)[1] - 1
        scope = page.scope(profile.below(above), body.heading_level)
        below, first = replace(body, below_card=card is not None), len(parent)
        render_body("\n" * above + text, scope, below, config, parent, page.document)
        if card is not None:
            raise_lead(card, parent, first, profile, above)
    if "roles" not in without and body.lead:
        same = _last_heading(parent, roles_heading(page))
        level = body.heading_level
        roles = render_roles(profile, page, headed=same is None, heading_level=level)
        if roles is not None:
            offer_roles(roles, page.env, profile)
        _add_list(parent, roles, same)
    if "publications" not in without and body.lead:
        published = listing_on_page(page.env, profile, page, level=body.heading_level)
        _add_list(parent, published, None)
    if "references" not in without:
        _add_references(parent, page, profile, body.heading_level)


def _head(page: Page, profile: Profile, *, follows: bool) -> profile_card:
    """Return the card at the head of a whole profile; `follows` is whether the note's text does.

    The gallery leaves the portrait out, so that what the note says of it is here.
    """
    options = CardOptions(layout="hero", linked=False, above_text=follows)
    card = render_card(profile, options, page)
    offer_card(card, page.env, profile)
    portrait, picture = profile.portrait, _picture_of(card)
    if portrait is None or picture is None:
        return card
    if isinstance(picture, profile_picture) and picture["alt"]:
        picture["authored"] = portrait.alt
        offer(picture, page.env, profile, portrait.alt)
    if portrait.title:
        title = line(portrait.title, "profile-photo-title", "profile-fields")
        offer(title, page.env, profile, portrait.title)
        card += title
    return card


def _picture_of(card: profile_card | None) -> nodes.Element | None:
    """Return the photo that a card shows, None without one."""
    photo = card[0] if card is not None else None
    return (
        cast("nodes.Element", photo[0])
        if isinstance(photo, profile_photo) and photo.children
        else None
    )


def _portrait_of(card: profile_card | None) -> str:
    """Return the file or the address of the photo that a card shows, empty without one."""
    picture = _picture_of(card)
    return str(picture.get("uri") or picture["refuri"]) if picture is not None else ""


def _add_references(parent: nodes.Element, page: Page, profile: Profile, level: int) -> None:
    """Put the reference list at the end, or below a list of the note under the same heading."""
    same = _last_heading(parent, default_heading(page))
    inside = profile.lang or page.lang
    options = ReferenceOptions(headed=same is None, heading_level=level, inside=inside)
    _add_list(parent, render_references([profile], options, page), same)


def _last_heading(parent: nodes.Element, words: str) -> nodes.Element | None:
    """Return the note's last heading with these words, None without one."""
    same = [node for node in _headings(parent) if fold(node.astext()) == fold(words)]
    return same[-1] if same else None


def _add_list(
    parent: nodes.Element, block: nodes.Element | None, same: nodes.Element | None
) -> None:
    """Put a list at the end, or below the heading of the note that says the same as its own.

    Two headings of one name would be a puzzle for readers, and an error for autosectionlabel.
    """
    if block is None:
        return
    if same is None:
        parent += block
    elif isinstance(same, nodes.title):
        same.parent.append(block)
    else:
        _put_below(same, block)


def _headings(parent: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the headings of the note that a node shows, without those of lists and cards in it."""
    for node in parent.children:
        if isinstance(node, nodes.rubric):
            yield node
        elif type(node) is nodes.section:
            yield cast("nodes.Element", node[0])
            yield from _headings(node)


def _put_below(rubric: nodes.Element, block: nodes.Element) -> None:
    """Put a block before the next heading that isn't deeper than this one, else at the end."""
    around = rubric.parent
    place = around.index(rubric) + 1
    depth = _depth(rubric)
    while place < len(around) and not 0 < _depth(around[place]) <= depth:
        place += 1
    around.insert(place, block)


def _depth(node: nodes.Node) -> int:
    """Return the level of a rubric that is a heading, 0 for anything else."""
    if not isinstance(node, nodes.rubric):
        return 0
    return int(node.get("heading-level") or node.get("profiles-below") or 0)


def _myst_config(page: Page, profile: Profile, text: str) -> MdParserConfig:
    """Return MyST's settings for a note: the project's, and the note's own if it is trusted."""
    config: MdParserConfig = vars(page.env)["myst_config"]  # MyST puts it there
    given = profile.myst_keys
    if not given:
        return config
    scope = page.scope(profile)
    if not scope.gate.trusted:
        scope.report(keys_problem(given))
        return config

    def warn(kind: Any, message: str) -> None:
        create_warning(page.document, message, kind, line=1, append_to=page.document)

    try:
        return merge_file_level(config, read_topmatter(text) or {}, warn)
    except TopmatterReadError:
        return config  # reading the note has reported it
