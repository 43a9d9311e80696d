"""A file or a part of one -> bytes at a place, as threads may read them side by side."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blob:
    """`size` bytes of an open file, from `start`."""

    descriptor: int
    start: int
    size: int

    def at(self, offset: int, count: int) -> bytes:
        """Up to `count` bytes; fewer only at the end, none outside. Raises `OSError`."""
        count = min(count, self.size - offset) if offset >= 0 else 0
        parts = []
        while count > 0:
            part = os.pread(self.descriptor, count, self.start + offset)
            if not part:
                break
            parts.append(part)
            offset, count = offset + len(part), count - len(part)
        return b"".join(parts)

    def part(self, offset: int, size: int) -> "Blob":
        return Blob(self.descriptor, self.start + offset, size)
