"""The progress of a long command: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

from .output import print_line

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self, TextIO

_WIDTH = 24
_KILO = 1000


class Progress:
    """Shows how many of a number of steps are done, and how long the rest will take."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total = total
        self._stream = stream
        self._bar = stream.isatty()
        self._done = self._failed = self._bytes = 0
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        """Show that nothing is done yet."""
        self._draw()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove the bar."""
        self._clear()

    def step(self, *lines: str, failed: bool = False, size: int = 0) -> None:
        """Count a step that is done; `size` is how many bytes it brought.

        A terminal shows the lines of failed steps only.
        """
        self._done += 1
        self._failed += failed
        self._bytes += size
        if failed or not self._bar:
            self._clear()
            for line in lines:
                print_line(line, self._stream)
        self._draw()

    def _clear(self) -> None:
        if self._bar:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _draw(self) -> None:
        if not self._bar or not self._total:
            return
        filled = _WIDTH * self._done // self._total
        bar = "█" * filled + "░" * (_WIDTH - filled)
        parts = [f"{bar} {self._done} of {self._total}"]
        if self._failed:
            parts.append(f"{self._failed} failed")
        if self._bytes:
            parts.append(weight(self._bytes))
        if 0 < self._done < self._total:
            elapsed = time.monotonic() - self._began
            parts.append(f"{_duration(elapsed / self._done * (self._total - self._done))} left")
        room = shutil.get_terminal_size().columns - 1
        self._stream.write(f"\r\x1b[K{', '.join(parts)[:room]}")
        self._stream.flush()


def weight(size: int) -> str:
    """Return a number of bytes in readable units: `24 kB`, `3.1 MB`."""
    if size < _KILO:
        return f"{size} bytes"
    if size < _KILO**2:
        return f"{size / _KILO:.0f} kB"
    return f"{size / _KILO**2:.1f} MB"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
