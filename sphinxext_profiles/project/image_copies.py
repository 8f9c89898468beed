"""The local copies of remote images, as `sphinx-profiles fetch` left them; no build makes any."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_profiles.addresses.credits import license_of
from sphinxext_profiles.fetch.lockfile import Entry, Failed, Fetched, LockError
from sphinxext_profiles.fetch.storage import Storage
from sphinxext_profiles.model import Credit
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.reporting import in_file, report

from .config import ProfilesConfig
from .domain import profile_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.model import Image, Profile

    from .data import State


@dataclass(frozen=True, slots=True)
class Copies:
    """The contents of a project's lock file."""

    storage: Storage
    entries: dict[str, Entry]
    """By the addresses that notes give; empty if the lock file is unusable."""
    problem: Problem | None = None
    """Why it is unusable."""

    def state(self, source: str) -> State:
        """Return what is known of an image, for a later build to compare.

        A copy is identified by its size and modification time: its content is checked when a page
        is read.
        """
        entry = self.entries.get(source)
        if entry is None:
            return ()
        if isinstance(entry, Failed):
            return (entry.failed,)
        try:
            status = (self.storage.folder / entry.file).stat()
        except OSError:
            return (entry.file,)
        return (entry.file, entry.sha256, status.st_size, status.st_mtime_ns)


def copies_of(env: BuildEnvironment) -> Copies:
    """Return the copies of a project's images, from its lock file as it is now."""
    storage = Storage(Path(env.srcdir, ProfilesConfig.from_sphinx(env.config).image_dir))
    try:
        status = storage.lock_path.stat()
    except OSError:
        return Copies(storage, {})
    return _read(storage.folder, (status.st_ino, status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=2)
def _read(folder: Path, _stamp: tuple[int, int, int]) -> Copies:
    """Return the contents of a lock file; `_stamp` differs when they may have changed."""
    storage = Storage(folder)
    try:
        return Copies(storage, storage.entries())
    except LockError as error:
        return Copies(storage, {}, Problem(ProblemCode.IMAGE_LOCK, str(error), error.line))


def shown_image(env: BuildEnvironment, profile: Profile, image: Image) -> Image | None:
    """Return what a page shows for an image of a note, and record that it depends on it.

    That is the image itself if it is local or was never fetched, else its local copy, or nothing
    if fetching failed or the copy is damaged, which is a problem.
    """
    if not image.remote:
        return image
    copies = copies_of(env)
    source = image.source
    domain = profile_domain(env)
    domain.record_remote(env.docname, source, copies.state(source))
    entry = copies.entries.get(source)
    if entry is None:
        in_text = not image.named or profile.origin(image)[0] in domain.entries
        domain.record_unfetched(env.docname, source, in_text, *profile.origin(image))
        return image
    if isinstance(entry, Failed):
        code, message = ProblemCode.IMAGE_FAILED, f"the image {source!r} {entry.failed}"
    elif fault := copies.storage.fault(entry):
        missing = fault == "missing"
        code = ProblemCode.IMAGE_MISSING if missing else ProblemCode.IMAGE_ALTERED
        message = f"the local copy of the image {source!r} is {fault}: {entry.file}"
    else:
        folder = copies.storage.folder.relative_to(env.srcdir).as_posix()
        credit = _credit(image, entry)
        return replace(image, source=f"/{folder}/{entry.file}", credit=credit)
    path, line = profile.origin(image)
    problem = Problem(code, f"{message}; run 'sphinx-profiles fetch' to try again", line)
    domain.record_fault(env.docname, source, path, problem)
    return None


def _credit(image: Image, entry: Fetched) -> Credit:
    """Return the credit of an image: the note's, completed from the image file or its server."""
    credit, fetched = image.credit, license_of(entry.license)
    return Credit(
        credit.by or entry.credit,
        credit.license or fetched.license,
        credit.license_address if credit.license else fetched.license_address,
        credit.source or image.source,
    )


def pages_with_other_copies(env: BuildEnvironment) -> Iterator[str]:
    """Yield the pages whose copies have changed, and report an unusable lock file."""
    copies = copies_of(env)
    if copies.problem:
        location = in_file(copies.storage.lock_path, copies.problem.line)
        report(copies.problem, location=location)
    for docname, states in profile_domain(env).remote.items():
        if any(copies.state(source) != state for source, state in states.items()):
            yield docname
