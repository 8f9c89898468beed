"""Groups of people: who is or was in which, and what somebody is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .query import comparable, group_by
from .times import has_begun, is_over, last_day, time_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_profiles.model import Profile


class Membership(NamedTuple):
    """What an index asks about groups."""

    names: tuple[str, ...] = ()
    """The groups, in this order; all without any."""
    times: tuple[str, ...] = ()
    """`current` or `past`, by the roles in the group that is shown."""
    day: str = ""

    def among(self, people: Iterable[Profile], *, by_group: bool) -> Iterator[Profile]:
        """Yield the people who are in one of the groups at the time.

        Each comes as a member of the first such group, unless groups are to be made of them.
        """
        if not (by_group or self.names or self.times):
            yield from people
            return
        for profile in people:
            own = {*map(comparable, profile.groups)}
            names = self.names or (profile.groups if by_group else ())
            asked = [name for name in names if comparable(name) in own] if names else [""]
            members = (self.member(profile, name) for name in asked)
            if member := next(filter(None, members), None):
                yield profile if by_group else member

    def groups(self, people: Iterable[Profile]) -> tuple[tuple[str, tuple[Profile, ...]], ...]:
        """Return the groups that have members: titles and members.

        Without names they are sorted, and those in no group come last under an empty title.
        """
        by_name = {comparable(title): (title, some) for title, some in group_by(people, "groups")}
        titled = {comparable(name): name for name in reversed(self.names)}
        wanted = [
            (titled[folded], by_name[folded][1])
            for folded in dict.fromkeys(map(comparable, self.names))
            if folded in by_name
        ]
        groups = (
            (title, tuple(filter(None, (self.member(profile, title) for profile in some))))
            for title, some in (wanted if self.names else by_name.values())
        )
        return tuple((title, members) for title, members in groups if members)

    def member(self, profile: Profile, group: str = "") -> Profile | None:
        """Return a person as one of a group, None if it is not at the time that is asked for.

        The headline is the role in the group, if there is one in words: the latest that goes on,
        else the one that ended last. Without a group, all roles count, and the headline stays.
        """
        wanted, day = comparable(group), self.day
        roles = [role for role in profile.roles if not group or comparable(role.group) == wanted]
        if any(word != time_of(roles, day) for word in self.times):
            return None
        over = [role for role in roles if is_over(role, day)]
        going_on = [role for role in roles if has_begun(role, day) and role not in over]
        shown = max(
            going_on or over or roles,
            key=lambda role: (bool(role.text), last_day(role) if role in over else "", role.start),
            default=None,
        )
        if not group or shown is None or not shown.text:
            return profile
        return replace(profile, headline=shown.text, headline_parts=())
