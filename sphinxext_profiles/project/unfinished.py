"""Builds that were killed or failed: what they wrote can't be relied on.

Sphinx saves what it read before it writes anything, and takes a page that is newer than its source
as finished. After a build that didn't finish, it would leave some pages outdated, and a half
written one as it is. So there is a mark beside the doctrees while an output is written.
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
    """Whether the last build of this output finished."""

    def __init__(self) -> None:
        self.unfinished = False

    def begin(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        _added: AbstractSet[str],
        _changed: AbstractSet[str],
        _removed: AbstractSet[str],
    ) -> set[str]:
        """Set the mark, and return the pages to read again after an unfinished build.

        That build may have read them, because of a change that has been undone since, and not saved
        that it did. All outputs share the doctrees, so it doesn't matter which one it was.
        """
        mark = _mark(app)
        self.unfinished = mark.exists()
        unfinished = self.unfinished or any(mark.parent.glob(f"{_MARK}*"))
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        return set(profile_domain(env).shown) if unfinished else set()

    def rewritten(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return all pages, to be written again, if this output is unfinished."""
        if not self.unfinished:
            return []
        for part in Path(app.outdir).glob("_downloads/*/.*.part"):
            part.unlink()
        return sorted(env.found_docs)


def end(app: Sphinx, exception: Exception | None) -> None:
    """Remove the mark unless the build failed."""
    if exception is None:
        _mark(app).unlink(missing_ok=True)


def _mark(app: Sphinx) -> Path:
    """Return the file that exists while this output is written."""
    output = hashlib.blake2b(str(app.outdir).encode("utf-8", "surrogateescape"), digest_size=8)
    return Path(app.doctreedir, _MARK + output.hexdigest())


def setup_unfinished(app: Sphinx) -> None:
    """Mark the beginning and the end of a build."""
    progress = Progress()
    app.connect("env-get-outdated", progress.begin, priority=Outdated.SET_MARK)
    app.connect("env-updated", progress.rewritten, priority=Updated.COMPLETE_UNFINISHED)
    app.connect("build-finished", end, priority=Finished.TAKE_MARK_AWAY)
