"""What surrounds a database file: who may read it, where it lies, how much room there is."""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from contacts_tui.domain.byte_size import in_words
from contacts_tui.domain.health import Finding

_OWN: Final = 0o600
_SHARED: Final = 0o660
_GROUP: Final = 0o070
_GROUP_WRITES: Final = 0o020
_OTHERS: Final = 0o007
_LARGE_LOG: Final = 2**26
"""Bytes; a log goes back into the database after some megabytes, unless a program reads for ever."""
_SPARE: Final = 2**26
"""Bytes that a disk should have left beside a copy of the database."""
_MOUNTS: Final = Path("/proc/self/mountinfo")
_NETWORK: Final = frozenset(
    {"9p", "afs", "ceph", "cifs", "fuse.sshfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
)


def state_of(path: Path) -> Iterator[Finding]:
    """Yield what is wrong around a database file that is there. Raises OSError."""
    real = path.resolve()
    yield from _of_rights(real)
    yield from _of_room(real)
    if (kind := _file_system(real)) in _NETWORK:
        matter = f"The database is on a network drive ({kind}), where SQLite's locks do not work: it can be damaged."
        yield Finding("network_file_system", matter, "Move it to a disk of this machine.")


def make_private(path: Path) -> None:
    """Let nobody but its owner open a database, its log and its lock table. Raises OSError.

    A group that may write it stays: it was given it, and works with it.
    """
    real = path.resolve()
    mode = _SHARED if real.stat().st_mode & _GROUP_WRITES else _OWN
    for each in (real, *_beside(real)):
        with suppress(FileNotFoundError):
            each.chmod(mode)


def _of_rights(real: Path) -> Iterator[Finding]:
    owner, me = real.stat().st_uid, os.geteuid()
    mode = stat.S_IMODE(real.stat().st_mode)
    if mode & _OTHERS:
        can_change = me in {owner, 0}
        remedy = "--repair makes it private." if can_change else "Have it made private."
        yield Finding("file_mode", f"Everybody on this machine may open {real.name}.", remedy, is_repairable=can_change)
    elif mode & _GROUP:
        matter = f"The group {real.stat().st_gid} of this machine may open {real.name}."
        yield Finding("file_group", matter, "Leave it so if you work together; else make it private.", is_advice=True)
    if owner != me:
        yield Finding("file_owner", "The database belongs to another user of this machine.", "Have it made yours.")
    yield from _of_writing(real, can_change=me in {owner, 0})
    if not os.access(real.parent, os.W_OK):
        matter = f"The folder {real.parent} may not be written: nothing can be saved."
        yield Finding("folder", matter, "Have its permissions changed.")


def _of_writing(real: Path, *, can_change: bool) -> Iterator[Finding]:
    """Yield which of a database, its log and its lock table may not be written.

    SQLite makes the last two with the rights that the database has then, and they stay when it is given others.
    """
    files = [each for each in (real, *_beside(real)) if each.exists() and not _may_be_written(each)]
    if not files:
        return
    matter = f"{', '.join(each.name for each in files)} may not be written: nothing can be saved."
    if real in files:
        yield Finding("read_only_file", matter, "Have its permissions changed, or open it with --read-only.")
    else:
        remedy = "--repair changes their permissions." if can_change else "Have its permissions changed."
        yield Finding("companion_mode", matter, remedy, is_repairable=can_change)


def _beside(real: Path) -> tuple[Path, Path]:
    return Path(f"{real}-wal"), Path(f"{real}-shm")


def _may_be_written(path: Path) -> bool:
    found = path.stat()
    # Root may write everything, and is asked about a file with which its owner works.
    if os.geteuid() in {found.st_uid, 0}:
        return bool(found.st_mode & stat.S_IWUSR)
    return os.access(path, os.W_OK)


def _of_room(real: Path) -> Iterator[Finding]:
    size, free = real.stat().st_size, shutil.disk_usage(real.parent).free
    if free < size + _SPARE:
        matter = f"The disk has {in_words(free)} free, too little for a copy of the database, {in_words(size)}."
        yield Finding("free_space", matter, "Free some space.")
    with suppress(FileNotFoundError):
        log = Path(f"{real}-wal").stat().st_size
        if log > _LARGE_LOG:
            matter = f"The log beside the database has {in_words(log)}."
            yield Finding("log_size", matter, "It goes when all have left contacts-tui.", is_advice=True)


def _file_system(real: Path) -> str:
    """Return the kind of file system that a file is on, as Linux calls it; empty where nobody says."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    found = ("", "")
    for line in mounts:
        fields, _, more = line.partition(" - ")
        where = fields.split()[4].encode("utf-8", "surrogateescape").decode("unicode_escape", "replace")
        if real.is_relative_to(where):
            found = max(found, (where, more.split()[0]), key=lambda one: len(one[0]))
    return found[1]
