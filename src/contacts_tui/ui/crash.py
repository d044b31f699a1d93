"""What is left behind when the program ends by a fault of its own."""

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from contacts_tui import __version__


def write_log(error: BaseException, folder: Path) -> Path | None:
    """The new log's path (0600), or None where none can be written.

    It holds where the fault happened, and no values: an exception's message and a frame's locals can carry a
    customer's data or a password.
    """
    now = datetime.now(UTC)
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}-{os.getpid()}.log"
    lines = [f"contacts-tui {__version__}, {now:%Y-%m-%d %H:%M:%S} UTC\n"]
    cause: BaseException | None = error
    while cause is not None:
        lines += [f"\n{type(cause).__module__}.{type(cause).__qualname__}\n", *traceback.format_tb(cause.__traceback__)]
        cause = cause.__cause__ or cause.__context__
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as log:
            log.writelines(lines)
    except OSError:
        return None
    return path


def sentence(log: Path | None) -> str:
    """What the terminal says."""
    where = f"What happened is in {log}" if log else "No log could be written"
    return f"contacts-tui stopped because of a fault of its own. What was said to be saved is saved. {where}."
