"""Which file the command line names."""

from pathlib import Path
from typing import Final

from contacts_tui.errors import ContactsError

_BESIDE: Final = ("-wal", "-shm", "-journal")
"""How the files end that belong to a database of the name before it: SQLite removes what it takes for one."""


def file_named(chosen: str, option: str = "--database") -> Path:
    """Return the path of the SQLite file that an option, or an argument, names. Raises ContactsError."""
    if not chosen:
        raise ContactsError(f"{option} names no file.")
    if "://" in chosen:
        message = f"{option} takes the path of a SQLite file, and {chosen.partition('://')[0]}:// is an address."
        raise ContactsError(message)
    try:
        path = Path(chosen).expanduser().absolute()
    except RuntimeError:
        raise ContactsError(f"Nobody here has the home folder that {chosen} begins with.") from None
    except OSError:
        raise ContactsError(f"The folder you are in is gone, and {chosen} begins there. Go to another one.") from None
    return possible(path, option)


def possible(path: Path, option: str = "--database") -> Path:
    """Return a path at which there is a file, or could be one. Raises ContactsError."""
    if path.name.endswith(_BESIDE):
        raise ContactsError(f"{path} is called like what SQLite keeps beside a database. Name another file: {option}.")
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        # Whoever opens it, or makes it, says so: that depends on what it is for.
        return path
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "a NUL byte is in it"
        raise ContactsError(
            f"{path} cannot be opened ({why}). Nothing was changed. Name another file: {option}."
        ) from None
    return path
