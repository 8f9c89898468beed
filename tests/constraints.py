"""`python -m tests.constraints` pins the newest versions that the checks of a change can have."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE = ROOT / ".ci/constraints.txt"
GROUPS = ("lint", "programs")
"""All but what wants older versions than the others (sphinx-book-theme)."""
HEAD = """\
# What .ci/run installs on Python 3.11, so that a change is checked against the same versions on
# each day. `tox -e constraints` writes this file. A newer Python takes the newest of everything.
"""


def main() -> None:
    """Ask pip what it would install in an empty environment, and write that down."""
    groups = [part for group in GROUPS for part in ("--group", f"{ROOT}/pyproject.toml:{group}")]
    options = ["--dry-run", "--quiet", "--ignore-installed", "--report", "-"]
    wanted = [f"{ROOT}[docs,images]", "tox", "hatchling"]
    told = subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, *groups, *wanted],
        check=True,
        stdout=subprocess.PIPE,
    )
    found = [entry["metadata"] for entry in json.loads(told.stdout)["install"]]
    pins = {entry["name"].lower().replace("_", "-"): entry["version"] for entry in found}
    pins.pop("sphinxext-profiles")
    lines = [f'{name}=={pins[name]}; python_version < "3.12"\n' for name in sorted(pins)]
    FILE.write_text(HEAD + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
