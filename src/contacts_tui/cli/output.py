"""What the command line says: the one door to a terminal or a pipe, through which nothing passes that steers either."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

from contacts_tui.domain.text import painted
from contacts_tui.errors import ContactsError


def replace_what_cannot_be_written() -> None:
    """Have characters that the terminal's encoding lacks written as a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream of this process is a terminal; one that was closed before the start is none."""
    return stream is not None and stream.isatty()


def say(lines: Iterable[str]) -> None:
    """Write lines to the output; a reader that has seen enough may close it. ContactsError if it takes no more."""
    try:
        for line in lines:
            print(printable(line))
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _drop_the_rest()
    except OSError as error:
        _drop_the_rest()
        raise ContactsError(f"The output could not be written whole ({error.strerror}).") from None


def complain(*sentences: str) -> None:
    """Write sentences to the error output, if anybody listens."""
    with suppress(OSError):
        for sentence in sentences:
            print(printable(sentence), file=sys.stderr, flush=True)


def overwrite(text: str) -> None:
    """Write over the line of the error output's terminal in which the cursor stands, and stay in it."""
    with suppress(OSError):
        print(f"\r{printable(text)}", end="", file=sys.stderr, flush=True)


def printable(text: str) -> str:
    """Return text as it may be written: on one line, painted; bytes of a name that are no text are question marks."""
    return painted(text.encode(errors="replace").decode())


def _drop_the_rest() -> None:
    # Python would complain about it again when it closes the output.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
