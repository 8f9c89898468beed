"""Builds that didn't come to their end: what they wrote isn't trusted.

Sphinx remembers what it read before it writes anything, and takes a page that is newer than its
source for finished. After a build that was killed, or that failed, it would never write some
pages again that show something else now, nor half of one. So a mark stands beside the doctrees
while an output is written.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from .domain import profile_domain
from .order import Finished, Outdated, Updated

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_MARK = "profiles-unfinished-"


class Progress:
    """What is known of the build that runs, and of the one before."""

    def __init__(self) -> None:
        self.found = False

    def begin(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        _added: AbstractSet[str],
        _changed: AbstractSet[str],
        _removed: AbstractSet[str],
    ) -> set[str]:
        """Set the mark, and return the pages to read again after an unfinished build.

        That build may have read them without remembering it, because of a change that has been
        undone since. Whichever output it was for: the doctrees are common to all.
        """
        mark = _mark(app)
        self.found = mark.exists()
        unfinished = self.found or any(mark.parent.glob(f"{_MARK}*"))
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        return set(profile_domain(env).shown) if unfinished else set()

    def rewritten(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return all pages, to be written again, if this output was left unfinished."""
        if not self.found:
            return []
        for part in Path(app.outdir).glob("_downloads/*/.*.part"):
            part.unlink()
        return sorted(env.found_docs)


def end(app: Sphinx, exception: Exception | None) -> None:
    """Take the mark away if all went well."""
    if exception is None:
        _mark(app).unlink(missing_ok=True)


def _mark(app: Sphinx) -> Path:
    """Return the file that stands there while this output is written."""
    output = hashlib.blake2b(str(app.outdir).encode("utf-8", "surrogateescape"), digest_size=8)
    return Path(app.doctreedir, _MARK + output.hexdigest())


def setup_unfinished(app: Sphinx) -> None:
    """Watch over the beginning and the end of a build."""
    progress = Progress()
    app.connect("env-get-outdated", progress.begin, priority=Outdated.SET_MARK)
    app.connect("env-updated", progress.rewritten, priority=Updated.COMPLETE_UNFINISHED)
    app.connect("build-finished", end, priority=Finished.TAKE_MARK_AWAY)
