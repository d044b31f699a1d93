"""A file of the agent's own, made where there was none."""

import errno
import os
from pathlib import Path
from typing import Final

from contacts_tui.errors import ContactsError

_OWN: Final = 0o600
_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL

_WHY: Final = {
    errno.EACCES: "you may not write in this folder",
    errno.EPERM: "you may not write in this folder",
    errno.EROFS: "nothing can be written in this folder",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.ENOENT: "the folder in which the program was started is not there any more",
}


def write_new(stem: str, suffix: str, content: str) -> Path:
    """Write a text into a new file in the folder where the program was started, for its owner alone; return its path.

    No file is ever overwritten: where there is one already, a number goes behind the stem. Raises ContactsError.
    """
    try:
        path, descriptor = _made(Path.cwd(), stem, suffix)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                file.write(content)
        except OSError:
            path.unlink(missing_ok=True)
            raise
    except OSError as error:
        why = _WHY.get(error.errno or 0, "the system does not write the file")
        raise ContactsError(f"Nothing is saved: {why}. Started in another folder, the program saves there.") from None
    return path


def _made(folder: Path, stem: str, suffix: str) -> tuple[Path, int]:
    """Return the path of a new file, and the descriptor to write it by."""
    number = 1
    while True:
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{suffix}"
        try:
            return path, os.open(path, _FLAGS, _OWN)
        except FileExistsError:
            number += 1
