"""A file of the agent's own."""

import errno
import os
import resource
from pathlib import Path

import pytest

from contacts_tui.errors import ContactsError
from contacts_tui.ui.screens.new_file import write_new


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.EACCES, "you may not write in this folder"),
        (errno.EROFS, "nothing can be written in this folder"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EIO, "the system does not write the file"),
    ],
)
def test_a_refusal_is_a_sentence(start_folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str):
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ContactsError, match=f"Nothing is saved: {why}"):
        write_new("bill-1", ".txt", "text")
    assert list(start_folder.iterdir()) == []


def test_half_a_file_does_not_stay(start_folder: Path):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(ContactsError, match="Nothing is saved"):
            write_new("bill-1", ".txt", "text " * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(start_folder.iterdir()) == []


def test_text_is_written_as_utf_8_and_line_ends_as_they_are(start_folder: Path):
    path = write_new("bill-1", ".csv", "Käse,王\r\n")
    assert path == start_folder / "bill-1.csv"
    assert path.read_bytes() == "Käse,王\r\n".encode()
