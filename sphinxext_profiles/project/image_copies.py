"""The local copies of remote images, as `sphinx-profiles fetch` left them; no build makes any."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_profiles.addresses.credits import license_of
from sphinxext_profiles.fetch.lockfile import Absent, Entry, Failed, Fetched, LockError
from sphinxext_profiles.fetch.storage import Storage
from sphinxext_profiles.model import Credit
from sphinxext_profiles.people.accounts import AVATAR, described
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
        if isinstance(entry, Absent):
            return entry.asked
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
    if fetching failed or the copy is damaged, which is a problem. An image that pages may show as
    it is needs no copy.
    """
    if not image.remote:
        return image
    copies = copies_of(env)
    source = image.source
    domain = profile_domain(env)
    domain.record_remote(env.docname, source, copies.state(source))
    entry = copies.entries.get(source)
    if entry is not None and not _is_own(env, profile, source, entry):
        entry = None
    if not isinstance(entry, Fetched):
        return _without_copy(env, profile, image, entry)
    fault = copies.storage.fault(entry)
    if not fault:
        folder = copies.storage.folder.relative_to(env.srcdir).as_posix()
        credit = _credit(image, entry)
        return replace(image, source=f"/{folder}/{entry.file}", credit=credit)
    code = ProblemCode.IMAGE_MISSING if fault == "missing" else ProblemCode.IMAGE_ALTERED
    _record(
        env, profile, image, code, f"the local copy of {described(source)} is {fault}: {entry.file}"
    )
    return None


def _without_copy(
    env: BuildEnvironment, profile: Profile, image: Image, entry: Failed | Absent | None
) -> Image | None:
    """Return what a page shows for a remote image of which there is no copy.

    A build only counts those that a page can do without, and those that nobody has fetched yet.
    """
    source = image.source
    if isinstance(entry, Absent):
        return None
    if ProfilesConfig.from_sphinx(env.config).shows(source):
        return image
    domain = profile_domain(env)
    path, line = profile.origin(image)
    in_text = not image.named or path in domain.entries
    if entry is None or in_text:
        domain.record_unfetched(env.docname, source, in_text, path, line)
    else:
        message = f"{described(source)} {entry.failed}"
        _record(env, profile, image, ProblemCode.IMAGE_FAILED, message)
    return image if entry is None else None


def _record(
    env: BuildEnvironment, profile: Profile, image: Image, code: ProblemCode, message: str
) -> None:
    """Record why an image can't be shown."""
    path, line = profile.origin(image)
    problem = Problem(code, f"{message}; run 'sphinx-profiles fetch' to try again", line)
    profile_domain(env).record_fault(env.docname, image.source, path, problem)


def _is_own(env: BuildEnvironment, profile: Profile, source: str, entry: Entry) -> bool:
    """Return whether an entry is of the image itself; an avatar may be of an earlier account."""
    if not source.startswith(AVATAR):
        return True
    accounts = profile_domain(env).joined.avatars.get(profile.path, ())
    labels = {account.label for account in accounts}
    if isinstance(entry, Absent):
        return labels <= {*entry.asked}
    return isinstance(entry, Failed) or entry.avatar in labels


def _credit(image: Image, entry: Fetched) -> Credit:
    """Return the credit of an image: the note's, completed from the image file or its server."""
    credit, fetched = image.credit, license_of(entry.license)
    return Credit(
        credit.by or entry.credit,
        credit.license or fetched.license,
        credit.license_address if credit.license else fetched.license_address,
        credit.source or (entry.final if entry.avatar else image.source),
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
