"""PDFs, really made: by Sphinx and a TeX engine, and read back."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from pypdf import PageObject

OVERFULL = re.compile(r"^Overfull \\hbox \((\d+\.\d+)pt too wide\)", re.MULTILINE)
ENGINES = {"pdflatex": "-pdf", "xelatex": "-pdfxe", "lualatex": "-pdflua"}


@dataclass
class Paper:
    """A PDF that was made of a project."""

    file: Path
    warnings: list[str]
    log: str
    tex: str

    @property
    def pages(self) -> list[PageObject]:
        """The pages."""
        from pypdf import PdfReader  # noqa: PLC0415  # only `tox -e programs` has it

        return list(PdfReader(self.file).pages)

    @property
    def text(self) -> str:
        """The text in the order in which it stands in the file, each space and line end as one."""
        command = ["pdftotext", "-raw", "-enc", "UTF-8", str(self.file), "-"]
        told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        return " ".join(told.stdout.split())

    @property
    def overfull(self) -> list[float]:
        """By how many points lines are too wide."""
        return [float(points) for points in OVERFULL.findall(self.log)]

    def left_of(self, word: str) -> list[float]:
        """Return how many points from the left edge of the page a word begins."""
        return [left for left, _ in self._places(word)]

    def above(self, word: str) -> list[float]:
        """Return how many points from the upper edge of its page a word begins."""
        return [top for _, top in self._places(word)]

    def _places(self, word: str) -> list[tuple[float, float]]:
        command = ["pdftotext", "-bbox", "-enc", "UTF-8", str(self.file), "-"]
        told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        place = rf'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>{re.escape(word)}</word>'
        return [(float(left), float(top)) for left, top in re.findall(place, told.stdout)]

    def fonts(self) -> dict[str, bool]:
        """Return the fonts, and whether each is embedded."""
        found: dict[str, bool] = {}
        for page in self.pages:
            for font in page["/Resources"].get_object().get("/Font", {}).values():
                font = font.get_object()  # noqa: PLW2901  # it is what the reference means
                kind = (
                    font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
                )
                described = kind.get("/FontDescriptor", {})
                described = described.get_object() if described else {}
                embedded = any(f"/FontFile{number}" in described for number in ("", 2, 3))
                found[str(font["/BaseFont"])] = embedded or font["/Subtype"] == "/Type3"
        return found

    def links(self) -> list[tuple[int, str]]:
        """Return where links lead: the page that they stand on, and an address or a name."""
        return [
            (number, str(action.get("/URI", action.get("/D"))))
            for number, page in enumerate(self.pages)
            for note in page.get("/Annots", [])
            if (action := note.get_object().get("/A", {}))
        ]

    def picture(self, page: int, folder: Path) -> Image.Image:
        """Return a page as a picture, 50 pixels an inch."""
        target = folder / f"page{page}"
        number = str(page + 1)
        command = ["pdftoppm", "-png", "-r", "50", "-f", number, "-l", number, "-singlefile"]
        subprocess.run([*command, str(self.file), str(target)], check=True)
        return Image.open(f"{target}.png").convert("RGB")


def make_paper(folder: Path, files: dict[str, str | bytes], engine: str, conf: str = "") -> Paper:
    """Write a project, build it, and have TeX make a PDF of it.

    Raises CalledProcessError where either fails.
    """
    source, out = folder / "source", folder / "out"
    settings = [
        'extensions = ["myst_parser", "sphinxext_profiles"]',
        'profiles_notes = ["people/*"]',
        f'latex_engine = "{engine}"',
        'latex_documents = [("index", "team.tex", "Team", "Somebody", "howto")]',
        conf,
    ]
    for name, content in {**files, "conf.py": "\n".join(settings)}.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-b", "latex", str(source), str(out)]
    plain = {**os.environ, "NO_COLOR": "1"}
    told = subprocess.run(sphinx, capture_output=True, encoding="utf-8", env=plain, check=True)
    # Sphinx's makefile does the same; nothing asks for an answer.
    command = ["latexmk", ENGINES[engine], "-interaction=nonstopmode", "team.tex"]
    subprocess.run(command, cwd=out, capture_output=True, check=True)
    log = (out / "team.log").read_text("utf-8", errors="replace")
    warnings = [line.replace(f"{source}/", "") for line in told.stderr.splitlines() if line]
    return Paper(out / "team.pdf", warnings, log, (out / "team.tex").read_text("utf-8"))
