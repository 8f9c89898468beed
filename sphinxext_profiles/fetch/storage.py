"""The folder of fetched images, and its lock file.

Whatever happens during a write, readers find the old state or the new one.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import TYPE_CHECKING

from sphinxext_profiles.words.letters import one_line
from sphinxext_profiles.writing import PARTS, write_whole

from .lockfile import SUFFIXES, Entry, Fetched, format_lock, read_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

LOCK_NAME = "lock.json"

_OURS = re.compile(rf"[0-9a-f]{{32}}\.(?:{'|'.join(SUFFIXES.values())})")


class StorageError(Exception):
    """The folder can't be used, or a file in it not be written; the message says why."""


class Storage:
    """A folder of images."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock_path = folder / LOCK_NAME

    def entries(self) -> dict[str, Entry]:
        """Return the entries of the lock file. Raises `LockError` if it can't be used."""
        return read_lock(self.lock_path)

    def fault(self, entry: Fetched) -> str:
        """Return what is wrong with the file of an entry: "missing", "altered" or nothing."""
        path = self.folder / entry.file
        try:
            status = path.stat()
            if status.st_size != entry.size:
                return "altered"
            digest = _digest(str(path), status.st_size, status.st_mtime_ns)
        except OSError:
            return "missing"
        return "" if digest == entry.sha256 else "altered"

    def put(self, entry: Fetched, content: bytes) -> None:
        """Write the file of an entry, unless it exists already. Raises `StorageError`."""
        if self.fault(entry):
            self._write(self.folder / entry.file, content)

    def save(self, entries: Mapping[str, Entry]) -> None:
        """Write the lock file, unless it says the same already. Raises `StorageError`."""
        content = format_lock(entries).encode("utf-8")
        with _checked(self.lock_path):
            same = self.lock_path.is_file() and self.lock_path.read_bytes() == content
        if not same:
            self._write(self.lock_path, content)

    def _write(self, file: Path, content: bytes) -> None:
        with _checked(file):
            write_whole(file, content, lasting=True)

    def remove_unused(self, entries: Mapping[str, Entry]) -> int:
        """Remove the images in the folder that no entry names, and return their number."""
        used = {entry.file for entry in entries.values() if isinstance(entry, Fetched)}
        with _checked(self.folder):
            names = {path.name for path in self.folder.iterdir() if _OURS.fullmatch(path.name)}
        for name in names - used:
            with _checked(self.folder / name):
                (self.folder / name).unlink()
        return len(names - used)

    @contextmanager
    def alone(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Create the folder and keep other processes out of it. Raises `StorageError`.

        If another process is in it, calls `waiting` and waits. The system releases the folder when
        a process ends, however it ends. Files that a killed process left half-written are removed.
        """
        with _checked(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            with _checked(self.folder):
                stack.enter_context(_held(self.folder, waiting))
                for part in self.folder.glob(PARTS):
                    if not part.is_dir():
                        part.unlink()
            yield


@contextmanager
def _checked(place: Path) -> Iterator[None]:
    """Turn an error of the file system into one that says what can't be used, and why."""
    try:
        yield
    except OSError as error:
        if isinstance(error, FileExistsError | NotADirectoryError):
            reason = "a file is where a folder has to be"
        elif isinstance(error, IsADirectoryError):
            reason = "a folder is where a file has to be"
        else:
            reason = error.strerror or "the file system refuses it"
        path = one_line(str(error.filename or place))
        raise StorageError(f"images can't be kept in {path}: {reason}") from error


@cache
def _digest(path: str, _size: int, _modified: int) -> str:
    """Return the SHA-256 of a file; size and time are part of the key of the cache."""
    with open(path, "rb") as stream:  # noqa: PTH123  # a text, so that the cache holds no more
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _opened(path: Path, flags: int = os.O_RDONLY) -> Iterator[int]:
    descriptor = os.open(path, flags)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def _held(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
        with _opened(folder / ".running", os.O_RDWR | os.O_CREAT) as descriptor:
            announced = False
            while True:
                try:
                    msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # tries for ten seconds
                    break
                except OSError:
                    if not announced:
                        waiting()
                    announced = True
            yield

else:
    import fcntl

    @contextmanager
    def _held(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
        with _opened(folder) as descriptor:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
