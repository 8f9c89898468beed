"""Parts of the domain's data as attributes of the domain, each with a type of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.domains import Domain

T = TypeVar("T")


class Part(Generic[T]):
    """A part of the domain's data, as an attribute of the domain with a type of its own."""

    def __init__(self, initial: Callable[[], T]) -> None:
        self.initial = initial
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, domain: Domain, owner: type) -> T:
        part: T = domain.data[self.name]
        return part

    def __set__(self, domain: Domain, value: T) -> None:
        domain.data[self.name] = value


class PagePart(Part[dict[str, T]]):
    """A part that is kept by page: docname to what comes from that page."""

    def __init__(self) -> None:
        super().__init__(dict)
