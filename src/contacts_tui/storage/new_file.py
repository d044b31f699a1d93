"""A database file in the making: it has its name only when it is complete, and takes nobody else's."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from contacts_tui.errors import AlreadyThere, DatabaseUnusable

_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})
"""What a file system answers that gives a file one name only."""


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Yield the path of an empty file, 0600, that gets the name `path` when the block ends, and is gone if it raises.

    Raises AlreadyThere if that name is taken, by then or already before; DatabaseUnusable if the folder does not take
    a file.
    """
    if os.path.lexists(path):
        raise _taken(path)
    with passing_file(Path(f"{path}.unfinished")) as unfinished:
        yield unfinished
        _name(unfinished, path)


@contextmanager
def passing_file(path: Path) -> Iterator[Path]:
    """Yield the path of a new empty file, 0600, that is gone when the block ends.

    Raises AlreadyThere, DatabaseUnusable.
    """
    _make(path)
    try:
        yield path
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)


def _make(unfinished: Path) -> None:
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        message = (
            f"{unfinished} is there already: it is being made at this moment, or somebody was interrupted. Nothing was "
            "changed. Wait for it, or remove it, or name another file."
        )
        raise AlreadyThere(message) from None
    except OSError as error:
        message = f"{unfinished.parent} takes no new file ({error.strerror}). Nothing was made. Name a file elsewhere."
        raise DatabaseUnusable(message) from None


def _name(unfinished: Path, path: Path) -> None:
    """Give the complete file its name; what has got that name meanwhile keeps it."""
    try:
        write_out(unfinished)
        try:
            os.link(unfinished, path)
        except OSError as error:
            if error.errno not in _NO_LINKS or os.path.lexists(path):
                raise
            unfinished.rename(path)
        write_out(path.parent)
    except FileExistsError:
        raise _taken(path) from None
    except OSError as error:
        message = f"{path} could not be written ({error.strerror}). Nothing was kept. Name a file elsewhere."
        raise DatabaseUnusable(message) from None


def write_out(path: Path) -> None:
    """Wait until the disk has a file or a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _taken(path: Path) -> AlreadyThere:
    return AlreadyThere(f"{path} is there already, and is not written over. Name a file that is not there yet.")
