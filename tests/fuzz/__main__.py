"""Fuzz a target for a while: `python -m tests.fuzz reader -max_total_time=600`.

Without a target each of them runs, for two minutes. Options are libFuzzer's. An input that fails
is printed, and written as `crash-…` into the working folder.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from .seeds import KEPT, seeds

TIME = "-max_total_time=120"


def main(arguments: list[str]) -> int:
    """Fuzz the targets that are named, all without a name; return 1 if one of them failed."""
    options = [argument for argument in arguments if argument.startswith("-")]
    named = [argument for argument in arguments if not argument.startswith("-")]
    targets = named or [folder.name for folder in sorted(KEPT.iterdir())]
    return max(fuzz(target, options) for target in targets)


def fuzz(target: str, options: list[str]) -> int:
    """Fuzz a target in a process of its own, which libFuzzer ends; return 1 if it failed."""
    print(f"== {target}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        begun, grown = Path(folder, "begun"), Path(folder, "grown")
        begun.mkdir()
        grown.mkdir()
        for number, seed in enumerate(seeds(target)):
            (begun / f"{number:04}").write_bytes(seed)
        command = [sys.executable, "-m", "tests.fuzz.run", target, TIME, "-timeout=25", *options]
        done = subprocess.run([*command, grown, begun, KEPT / target], check=False)
    return int(done.returncode != 0)


sys.exit(main(sys.argv[1:]))
