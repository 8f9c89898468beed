"""What somebody is and was, as a quiet list in time on the person's page.

`render_roles` returns:

    section with a title, or profile_division with a rubric
      bullet_list (profile-roles)
        list_item
          paragraph
            inline (profile-role-dates)
            inline (profile-role)
              strong with a profile_name, and Text with the group and the organisation
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_profiles.labels import Label, period, text
from sphinxext_profiles.nodes import profile_name

from .context import anchor
from .headed import headed_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_profiles.model import Profile, Role

    from .context import Context


def roles_heading(context: Context) -> str:
    """Return the heading of the list, in the page's language."""
    return text(Label.ROLES, context.lang, context.locale_dirs)


def render_roles(
    profile: Profile, context: Context, *, headed: bool, heading_level: int
) -> nodes.Element | None:
    """Return the list of a person's roles, None without any; a group alone is none."""
    roles = in_time(profile)
    if not roles:
        return None
    lang = profile.lang or context.lang
    heading = roles_heading(context) if headed else ""
    block = headed_block(heading, "profile-career", profile, context, heading_level)
    context.give_id(block, f"{anchor(profile.key)}-roles")
    dated = any(role.start or role.end for role in roles)
    entries = nodes.bullet_list(
        classes=["profile-roles", *(["profile-roles-dated"] if dated else [])]
    )
    for role in roles:
        line = nodes.paragraph("", "", *_line(role, lang, context), translatable=False)
        entries += nodes.list_item("", line)
    block.append(entries)
    return block


def in_time(profile: Profile) -> list[Role]:
    """Return the roles to list: the latest first, those that go on before those that ended.

    Roles without a date come last, as the note has them.
    """
    roles = [role for role in profile.roles if role.text or role.org or role.start or role.end]
    roles.sort(key=lambda role: (role.end or "A", role.start), reverse=True)
    roles.sort(key=lambda role: not (role.start or role.end))
    return roles


def _line(role: Role, lang: str, context: Context) -> Iterator[nodes.Node]:
    """Yield the dates and the words of a role."""
    dates = period(role.start, role.end, lang, context.locale_dirs)
    if dates:
        yield nodes.inline("", dates, classes=["profile-role-dates"])
        yield nodes.Text(" ")
    first, *others = filter(None, (role.text, role.group, role.org))
    what: nodes.Element = nodes.inline("", first)
    if role.text:  # a node that can be a message for translators by itself
        what = nodes.strong("", "", profile_name("", first, lang="", dir=""))
    if role.url:
        what = nodes.reference("", "", what, refuri=role.url)
    rest = "".join(f", {other}" for other in others)
    yield nodes.inline(
        "", "", what, *([nodes.Text(rest)] if rest else []), classes=["profile-role"]
    )
