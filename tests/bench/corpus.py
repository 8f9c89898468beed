"""Notes for the benchmarks: always the same ones, in five languages and varied in their form.

Their form is that of notes written by a language model: front matter, a heading with the name,
images, a lead-in, sections of bullets with citations between rules, and link definitions whose
addresses carry a tracking parameter.
"""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

PHRASES = Path(__file__).with_name("phrases.toml")
SITES = ("The Official Board", "GeekWire", "CAIML", "Northwind", "Ritters Almanach", "新聞網")


class Note(NamedTuple):
    """A note: the name of its file without a suffix, and its text."""

    stem: str
    text: str


def make_notes(count: int, *, portrait: str = "") -> list[Note]:
    """Return notes that depend on nothing but their number.

    `portrait` is the path of a local image that each note begins with; by default the images are
    remote and there are none to three of them.
    """
    voices = tomllib.loads(PHRASES.read_text("utf-8"))["voice"]
    return [
        Note(
            f"person-{number:04}",
            Writer(voices[number % len(voices)], number, portrait).write(),
        )
        for number in range(count)
    ]


class Writer:
    """Writes one note in one language."""

    def __init__(self, voice: dict[str, Any], number: int, portrait: str) -> None:
        self.voice = voice
        self.chance = random.Random(number)  # noqa: S311 - variety, not secrecy
        self.portrait = portrait
        self.sources = self.chance.randint(3, 9)
        self.cited: set[int] = set()
        self.name = f"{self.chance.choice(voice['names'])} {number}"
        self.role = self.chance.choice(voice["roles"])
        self.level = "#" * self.chance.choice([1, 2, 2, 3])

    def write(self) -> str:
        """Return the text of the note."""
        titles = self.voice["sections"][: self.chance.randint(2, 4)]
        blocks = [
            self.front_matter(),
            f"{self.level} {self.name}",
            *self.images(),
            self.fill(self.chance.choice([self.voice["lead_in"], self.voice["opening"]])),
            *[f"---\n\n{self.section(title)}" for title in titles],
            "---",
            self.definitions(),
        ]
        return "\n\n".join(blocks)

    def front_matter(self) -> str:
        """Return a front matter of the usual keys."""
        lines = [
            "audio: false",
            "generated: true",
            "image: false",
            f"lang: {self.voice['lang']}",
            "layout: post",
            "model: openai/gpt-5",
            f"title: {self.role} {self.name}",
            f"translated: {'false' if self.voice['lang'] == 'en' else 'true'}",
            "type: note",
        ]
        if self.chance.random() < 0.3:
            lines += ["tags:", f"  - {self.topic()}", f"  - {self.topic()}"]
        return "\n".join(["---", *lines, "---"])

    def images(self) -> list[str]:
        """Return the images under the name."""
        if self.portrait:
            return [f"![image]({self.portrait})"]
        base = "https://images.example.org/people"
        return [
            f"![image]({base}/{self.chance.randint(1000, 9999)}-{place}-300x300.jpg)"
            for place in range(self.chance.randint(0, 3))
        ]

    def section(self, title: str) -> str:
        """Return a heading one level under the name, with bullets and sometimes more."""
        parts = [f"{self.level}# {title}", self.bullets()]
        if self.chance.random() < 0.2:
            parts.append(self.table())
        if self.chance.random() < 0.3:
            parts.append(f"{self.sentence()} {self.sentence()}{self.citation()}")
        return "\n\n".join(parts)

    def bullets(self) -> str:
        """Return a list, now and then with a list inside its last item."""
        items = [f"* {self.sentence()}{self.citation()}" for _ in range(self.chance.randint(3, 5))]
        if self.chance.random() < 0.4:
            inner = [f"  * {self.sentence()}{self.citation()}" for _ in range(3)]
            items.append("\n" + "\n".join(inner))
        return "\n".join(items)

    def table(self) -> str:
        """Return a small table."""
        rows = [f"| {year} | {self.topic()} |" for year in range(2019, 2023)]
        return "\n".join(["| | |", "| --- | --- |", *rows])

    def sentence(self) -> str:
        """Return a sentence."""
        return self.fill(self.chance.choice(self.voice["sentences"]))

    def topic(self) -> str:
        """Return a field of work."""
        return str(self.chance.choice(self.voice["topics"]))

    def fill(self, phrase: str) -> str:
        """Return a phrase with its gaps filled."""
        return phrase.format(
            name=self.name,
            topic=self.topic(),
            year=self.chance.randint(1998, 2025),
            count=self.chance.randint(12, 95),
        )

    def citation(self) -> str:
        """Return nothing, a citation, or two in one pair of brackets."""
        labels = self.chance.choices(range(1, self.sources + 1), k=self.chance.choice([0, 1, 1, 2]))
        if not labels:
            return ""
        self.cited.update(labels)
        marks = ", ".join(f"[{self.chance.choice(SITES)}][{label}]" for label in labels)
        return f"（{marks}）" if self.chance.random() < 0.1 else f" ({marks})"

    def definitions(self) -> str:
        """Return the link definitions of everything that is cited so far."""
        return "\n".join(
            f"[{label}]: https://{self.chance.choice(['www.', ''])}site{label}.example.org/"
            f"{self.chance.randint(2009, 2025)}/{self.chance.randrange(10**8)}"
            f'?id={label}&utm_source=chatgpt.com "{self.topic()} – {self.name} ..."'
            for label in sorted(self.cited)
        )
