"""Builds the documentation as Read the Docs does, from `.readthedocs.yaml`.

It copies the project, makes a fresh environment, installs what the file says, and runs the
service's commands with its variables (https://docs.readthedocs.com/platform/stable/builds.html).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = "sphinxext-profiles"
LEFT_BEHIND = (".*_cache", ".git", ".hypothesis", ".tox", ".venv", "__pycache__", "_build", "dist")
KEPT = ("HOME", "LANG", "PATH", "PIP_CONFIG_FILE", "PIP_INDEX_URL", "SSL_CERT_FILE", "TMPDIR")
"""Variables that the commands get besides the service's."""


class Service:
    """One build of the documentation."""

    def __init__(self, settings: dict[str, Any], folder: Path) -> None:
        self.settings = settings
        self.checkout = folder / "checkout"
        self.output = folder / "output"
        self.bin = folder / "venv" / "bin"
        self.docs = self.checkout / Path(settings["sphinx"]["configuration"]).parent
        kept = {name: value for name in KEPT if (value := os.environ.get(name))}
        self.variables = kept | {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "VIRTUAL_ENV": str(self.bin.parent),
            "NO_COLOR": "1",
            "READTHEDOCS": "True",
            "READTHEDOCS_PROJECT": PROJECT,
            "READTHEDOCS_VERSION": "latest",
            "READTHEDOCS_VERSION_NAME": "latest",
            "READTHEDOCS_VERSION_TYPE": "branch",
            "READTHEDOCS_LANGUAGE": "en",
            "READTHEDOCS_OUTPUT": str(self.output),
            "READTHEDOCS_VIRTUALENV_PATH": str(self.bin.parent),
            "READTHEDOCS_CANONICAL_URL": f"https://{PROJECT}.readthedocs.io/en/latest/",
        }

    def run(self, *command: object, folder: Path | None = None) -> None:
        """Run a command, and end everything when it fails."""
        words = [str(word) for word in command]
        print("\n$", " ".join(words), flush=True)
        start = time.monotonic()
        subprocess.run(words, cwd=folder or self.checkout, env=self.variables, check=True)
        print(f"({time.monotonic() - start:.0f} s)", flush=True)

    def install(self) -> None:
        """Make the environment and install what the file names."""
        shutil.copytree(ROOT, self.checkout, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
        python = interpreter(self.settings["build"]["tools"]["python"])
        self.run(python, "-m", "venv", self.bin.parent, folder=ROOT)
        pip = (self.bin / "python", "-m", "pip", "install", "--quiet", "--upgrade")
        self.run(*pip, "pip", "setuptools")
        self.run(*pip, "sphinx")
        for step in self.settings["python"]["install"]:
            extras = ",".join(step.get("extra_requirements", ()))
            self.run(*pip, f"{step['path']}[{extras}]" if extras else step["path"])

    def sphinx(self, builder: str, out: Path) -> None:
        """Run one of Sphinx's builders."""
        strict = ("-W", "--keep-going") if self.settings["sphinx"]["fail_on_warning"] else ()
        self.run(
            *(self.bin / "python", "-m", "sphinx", "-T", "-q", *strict, "-b", builder),
            *("-d", "_build/doctrees", "-D", "language=en", ".", out),
            folder=self.docs,
        )

    def html(self) -> None:
        """Build the site."""
        self.sphinx("html", self.output / "html")
        assert (self.output / "html" / "index.html").is_file()

    def htmlzip(self) -> None:
        """Build one page and pack it."""
        made = self.docs / "_build" / "localmedia"
        self.sphinx("singlehtml", made)
        archive = shutil.make_archive(str(self.output / PROJECT), "zip", made.parent, made.name)
        with zipfile.ZipFile(archive) as packed:
            assert f"{made.name}/index.html" in packed.namelist()
            assert packed.testzip() is None

    def epub(self) -> None:
        """Build the book."""
        made = self.docs / "_build" / "epub"
        self.sphinx("epub", made)
        assert list(made.glob("*.epub"))

    def pdf(self) -> None:
        """Build the PDF: `-f` goes on after a fault, as the service does, but reports it."""
        made = self.docs / "_build" / "latex"
        self.sphinx("latex", made)
        self.run(
            *("latexmk", "-r", "latexmkrc", "-pdf", "-f", "-dvi-", "-ps-", "-silent"),
            *(f"-jobname={PROJECT}", "-interaction=nonstopmode"),
            folder=made,
        )
        assert (made / f"{PROJECT}.pdf").read_bytes().startswith(b"%PDF-")


def interpreter(version: str) -> str:
    """Return the Python that is asked for, or the one that runs this where there is no such."""
    asked = shutil.which(f"python{version}")
    # One of pyenv may only say that it isn't chosen.
    if asked and not subprocess.run([asked, "-V"], capture_output=True, check=False).returncode:
        return asked
    return sys.executable


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    """The documentation as Read the Docs built it: as pages, a warning being an error."""
    settings = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text("utf-8"))
    started = Service(settings, tmp_path_factory.mktemp("service"))
    started.install()
    started.html()
    return started
