"""Draw every picture of the documentation: `python -m docs._drawings` in the project's folder."""

from __future__ import annotations

from pathlib import Path

from .diagrams import DIAGRAMS
from .instruments import INSTRUMENTS
from .portraits import PORTRAITS
from .previews import PREVIEWS
from .skies import SKIES

DOCS = Path(__file__).parent.parent
IMAGES = DOCS / "people" / "images"


def main() -> None:
    """Write the pictures, each under its own name."""
    for name, drawing in (PORTRAITS | INSTRUMENTS | DIAGRAMS | SKIES).items():
        drawing().save(IMAGES / f"{name}.png")
    for name, drawing in PREVIEWS.items():
        drawing().save(DOCS / "_static" / f"{name}.png")


if __name__ == "__main__":
    main()
