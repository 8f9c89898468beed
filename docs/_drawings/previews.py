"""What a program that previews links makes of a person's page."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from .canvas import Canvas, box

PEOPLE = Path(__file__).parent.parent / "people" / "images"
ADDRESS = "https://engine.example/people/ada-lovelace.html"
SUMMARY = (
    "In 1843 she published the first program meant for a",
    "machine, in notes three times as long as the paper …",
)


def preview() -> Canvas:
    """Return a message with a link to a page, and the preview below it, in double size."""
    canvas = Canvas(1440, 440, "#ffffff")
    canvas.text((40, 56), "Have you read this?", "#1f2328", 38, "lm")
    canvas.text((40, 116), ADDRESS, "#0b5cad", 34, "lm")
    canvas.fill(box(40, 164, 1360, 256), "#f3f4f6")
    canvas.fill(box(40, 164, 8, 256), "#c4c9d0")
    canvas.paste(Image.open(PEOPLE / "ada-lovelace.png"), (1144, 164, 256, 256))
    canvas.text((84, 208), "The Analytical Engine", "#59636e", 30, "lm")
    canvas.text((84, 264), "Ada Lovelace", "#1f2328", 44, "lm")
    for row, words in enumerate(SUMMARY):
        canvas.text((84, 328 + 46 * row), words, "#3c444d", 33, "lm")
    return canvas


PREVIEWS = {"preview": preview}
