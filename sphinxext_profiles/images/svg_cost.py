"""How much a browser has to draw for an SVG, in which an element may stand for many others."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple

from .svg_names import GRADIENTS
from .svg_styles import UnsafeSvgError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .svg_styles import Rule, Use

MOST_DRAWN = 100_000
"""Elements that are drawn, with all copies: a browser on a small machine takes seconds for them."""
MOST_ELEMENTS = 50_000
MOST_REFERENCES = 200_000
MOST_LEVELS = 16
"""Elements that refer to elements that refer to elements …"""

_EFFECT = 20
"""What a step of a filter costs, in plain elements."""


class Element(NamedTuple):
    """What is to be known of an element."""

    parent: int
    """Its place in the list of all, -1 for the root."""
    name: str
    id: str
    classes: tuple[str, ...]
    href: str
    """The id of an element that stands here too, as for `use`."""
    uses: tuple[Use, ...]
    corners: int
    """At how many places at most a marker can be drawn."""


class _Cost(NamedTuple):
    """What it takes to draw an element, with everything in it."""

    drawn: int = 0
    corners: int = 0
    level: int = 0


def check_cost(elements: Sequence[Element], rules: Sequence[Rule]) -> None:
    """Raise `UnsafeSvgError` if all that is to be drawn is too much, or has no end."""
    places: dict[str, list[int]] = {}
    for place, element in enumerate(elements):
        if element.id and element.name not in GRADIENTS:
            places.setdefault(element.id, []).append(place)
    inside: list[list[int]] = [[] for _ in elements]
    copied: list[list[int]] = []
    used: list[list[tuple[int, bool]]] = []
    styles = _Styles(rules)
    left = MOST_REFERENCES
    for place, element in enumerate(elements):
        if element.parent >= 0:
            inside[element.parent].append(place)
        copied.append(places.get(element.href, []))
        used.append([])
        for use in (*element.uses, *styles.uses(element)):
            used[-1] += [(target, use.inherited) for target in places.get(use.target, ())]
            left -= 1 + len(places.get(use.target, ()))
        left -= len(copied[-1])
        if left < 0:
            raise UnsafeSvgError(f"has more than {MOST_REFERENCES:,} references")
    graph = {
        place: {*inside[place], *copied[place], *(target for target, _ in used[place])}
        for place in range(len(elements))
    }
    costs = [_Cost()] * len(elements)
    try:
        for place in TopologicalSorter(graph).static_order():
            costs[place] = _added(
                elements[place],
                [costs[child] for child in inside[place]],
                [costs[target] for target in copied[place]],
                [(costs[at], down, elements[at].name == "marker") for at, down in used[place]],
            )
    except CycleError as error:
        raise UnsafeSvgError("has an element that refers to itself") from error


def _added(
    element: Element,
    below: list[_Cost],
    copied: list[_Cost],
    used: list[tuple[_Cost, bool, bool]],
) -> _Cost:
    """Return the cost of an element from those of what is in it, and of what it refers to."""
    drawn = _EFFECT if element.name.startswith("fe") else 1
    drawn += sum(cost.drawn for cost in (*below, *copied))
    corners = element.corners + sum(cost.corners for cost in (*below, *copied))
    own = drawn
    for cost, inherited, marker in used:
        times = corners if marker else own if inherited else 1
        drawn += times * cost.drawn
    levels = [cost.level for cost in below]
    levels += [cost.level + 1 for cost in (*copied, *(cost for cost, _, _ in used))]
    level = max(levels, default=0)
    if drawn > MOST_DRAWN:
        raise UnsafeSvgError(
            f"makes a browser draw more than {MOST_DRAWN:,} elements, with all copies of its parts"
        )
    if level > MOST_LEVELS:
        raise UnsafeSvgError(f"has references to references in more than {MOST_LEVELS} levels")
    return _Cost(drawn, corners, level)


class _Styles:
    """The rules of style sheets, by what they mean."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._named: dict[str, list[Use]] = {}
        self._all: list[Use] = []
        for rule in rules:
            for name in rule.names:
                self._named.setdefault(name, []).extend(rule.uses)
            if not rule.names:
                self._all += rule.uses

    def uses(self, element: Element) -> Iterator[Use]:
        """Yield what they have an element refer to; twice what two of its names mean."""
        yield from self._all
        for name in (element.name, f"#{element.id}", *(f".{name}" for name in element.classes)):
            yield from self._named.get(name, ())
