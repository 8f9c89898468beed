"""Write the icons of links into the package: `python .ci/icons.py [node_modules]`.

The packages come from a folder that has them, as `npm install` leaves it, else from npm, in the
versions below. A name that a set has lost ends the program: brands leave simple-icons with each
major version, so compare the pages of both versions before you raise a number.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "sphinxext_profiles"
FILE = PACKAGE / "outputs" / "html" / "icons.json"

SETS = {"simple-icons": "16.37.0", "bootstrap-icons": "1.13.2"}
"""The packages with the icons, and their versions."""

OTHER_NAMES = {
    "blog": "rss",
    "devto": "devdotto",
    "scholar": "googlescholar",
    "weibo": "sinaweibo",
}
"""What simple-icons calls kinds for which it has another name."""

BOOTSTRAP = {
    "website": "globe",
    "email": "envelope",
    "phone": "telephone",
    "cv": "file-earmark-person",
    # Its owner had simple-icons take it out.
    "linkedin": "linkedin",
}
"""The kinds that are no brands, or whose brand simple-icons no longer has. Of brands with a letter
for a name take care: its `x` closes a window."""

WORDS = {"openreview", "viaf", "isni"}
"""The kinds that neither set has: their links stay words."""

_TAG = re.compile(r"<(/?[a-z]+)")
_VIEW_BOX = re.compile(r'viewBox="(0 0 \d+ \d+)"')
_PATH = re.compile(r'<path d="([Mm][-MmLlHhVvCcSsQqTtAaZz0-9 .,]+)"/>')


def main() -> None:
    """Write the file anew."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else download(Path(temporary))
        icons = collect(folder)
    lines = (f"{json.dumps(kind)}: {json.dumps(icon)}" for kind, icon in sorted(icons.items()))
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    print(f"{FILE}: {len(icons)} icons, {FILE.stat().st_size} bytes")


def download(folder: Path) -> Path:
    """Get both packages from npm, and return the folder that has them."""
    for name, version in SETS.items():
        command = ["npm", "pack", "--silent", f"{name}@{version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # npm
        with tarfile.open(folder / f"{name}-{version}.tgz") as archive:
            archive.extractall(folder / name, filter="data")
        (folder / name / "package").rename(folder / "package")
        (folder / name).rmdir()
        (folder / "package").rename(folder / name)
    return folder


def collect(folder: Path) -> dict[str, tuple[str, str]]:
    """Return the view box and the path of each kind's icon."""
    sys.path.insert(0, str(PACKAGE.parent))
    from sphinxext_profiles.addresses.accounts import KINDS  # noqa: PLC0415  # found by the line above

    for name, version in SETS.items():
        present = json.loads((folder / name / "package.json").read_text("utf-8"))["version"]
        if present != version:
            sys.exit(f"{folder / name} is version {present}; the icons come from {version}")
    return {kind: read(folder, *source(kind)) for kind in KINDS if kind not in WORDS}


def source(kind: str) -> tuple[str, str]:
    """Return the package with a kind's icon, and its name there."""
    if kind in BOOTSTRAP:
        return "bootstrap-icons", BOOTSTRAP[kind]
    return "simple-icons", OTHER_NAMES.get(kind, kind)


def read(folder: Path, package: str, name: str) -> tuple[str, str]:
    """Return the view box and the path of an icon, which must be nothing but filled paths."""
    file = folder / package / "icons" / f"{name}.svg"
    if not file.is_file():
        sys.exit(f"{package} {SETS[package]} has no icon {name!r}; see WORDS, or take another set")
    drawing = file.read_text("utf-8")
    view_box, paths = _VIEW_BOX.search(drawing), _PATH.findall(drawing)
    kinds = set(_TAG.findall(re.sub(r"<title>.*?</title>", "", drawing))) - {"/svg"}
    # Joined, a second path would begin where the first ends if its start were relative.
    joined = all(path.startswith("M") for path in paths[1:])
    if (
        view_box is None
        or not joined
        or kinds != {"svg", "path"}
        or len(paths) != drawing.count("<path")
    ):
        sys.exit(f"{file} is more than filled paths: {', '.join(sorted(kinds))}")
    return view_box[1], " ".join(paths)


if __name__ == "__main__":
    main()
