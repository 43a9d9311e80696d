"""`opened`: a zip or a folder from any tool -> its files, read within bounds.

Everything in it may be made to harm: nothing is written, no link is followed, no name
is taken for a path, and nothing is unpacked beyond what its directory says. What is
wrong with it is among the reader's findings, family Z.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from janeschool_scorm.validate.blob import Blob
from janeschool_scorm.validate.folder_reading import read_folder
from janeschool_scorm.validate.reader import Reader, UnreadableError, held, nothing
from janeschool_scorm.validate.zip_end import whole
from janeschool_scorm.validate.zip_reading import read_zip

__all__ = ["Reader", "UnreadableError", "held", "opened"]


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """The package at `path` as long as the context lasts.

    What cannot be read at all gives a reader without names that is not `whole`.
    """
    if path.is_dir():
        yield read_folder(path)
        return
    descriptor = _descriptor(path)
    if isinstance(descriptor, Reader):
        yield descriptor
        return
    try:
        yield _file(descriptor)
    finally:
        os.close(descriptor)


def _descriptor(path: Path) -> int | Reader:
    """The open file, or a reader that says why it is not."""
    try:
        # A pipe would wait for ever for someone who writes.
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        return nothing(whole("Z003", f"cannot be read: {error.strerror or error}"))


def _file(descriptor: int) -> Reader:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        return nothing(whole("Z003", "it is neither a file nor a folder"))
    return read_zip(Blob(descriptor, 0, status.st_size))
