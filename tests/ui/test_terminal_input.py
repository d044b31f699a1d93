"""What a terminal sends, told apart into keys and pastes, however it is cut into chunks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from contacts_tui.ui.terminal_driver import LONGEST_PAUSE, TICK, TerminalInput

CUT_SHORT = re.compile(r"\x1b\[\d+(?![\d~])")
"""A sequence without its end: it is nothing."""
TEXTS = st.text(alphabet="ab\x1b[20~1\ry", max_size=12)


def read(typed: TerminalInput, chunks: list[str]) -> list[str | events.Paste]:
    fed = [piece for chunk in chunks for piece in typed.feed(chunk)]
    return fed + [piece for _ in range(round(LONGEST_PAUSE / TICK) + 1) for piece in typed.pause()]


def told(pieces: list[str | events.Paste]) -> list[tuple[str, str]]:
    """Neighbouring pieces of keys joined: what the parser gets of them one after the other."""
    found: list[tuple[str, str]] = []
    for piece in pieces:
        kind, text = ("paste", piece.text) if isinstance(piece, events.Paste) else ("keys", piece)
        if kind == "keys" and found and found[-1][0] == "keys":
            text = found.pop()[1] + text
        found.append((kind, text))
    return found


@given(TEXTS, TEXTS, TEXTS, st.lists(st.integers(1, 5), max_size=40))
def test_a_paste_is_text_and_the_rest_is_keys_wherever_the_chunks_end(
    before: str, pasted: str, behind: str, sizes: list[int]
):
    text = f"{before}\x1b[200~{pasted}\x1b[201~{behind}"
    if CUT_SHORT.search(before) or CUT_SHORT.search(behind):
        return
    if "\x1b[20" in before or "\x1b[201~" in pasted or "\x1b[20" in behind or before.endswith("\x1b"):
        return
    chunks = []
    rest = text
    for size in sizes:
        chunks.append(rest[:size])
        rest = rest[size:]
    pieces = told(read(TerminalInput(), [*filter(None, [*chunks, rest])]))
    expected = [("keys", before), ("paste", pasted), ("keys", behind)]
    assert pieces == [piece for piece in expected if piece[1] or piece[0] == "paste"]


def test_a_lone_escape_is_handed_on_after_one_pause():
    typed = TerminalInput()
    assert typed.feed("a\x1b") == ["a"]
    assert typed.pause() == ["\x1b"]
    assert typed.pause() == []


def waited(typed: TerminalInput) -> list[tuple[str, str]]:
    """What is told in a silence that is long enough for anything."""
    return told([piece for _ in range(round(LONGEST_PAUSE / TICK) + 1) for piece in typed.pause()])


def test_a_paste_that_never_ends_is_kept_and_the_next_key_is_a_key():
    typed = TerminalInput()
    assert typed.feed("\x1b[200~Ann") == []
    assert waited(typed) == [("paste", "Ann")]
    assert typed.feed("x") == ["x"]


def test_a_paste_that_pauses_long_stays_text_to_its_end():
    typed = TerminalInput()
    assert typed.feed("\x1b[200~Ann\x1b[2") == []
    assert waited(typed) == [("paste", "Ann")]
    assert typed.feed("01mdy") == []
    assert waited(typed) == [("paste", "\x1b[201mdy")]
    assert told(typed.feed("dy\x1b[201~")) == [("paste", "dy")]
    assert typed.feed("x") == ["x"]


def test_a_mark_that_a_slow_line_cuts_behind_its_bracket_still_begins_a_paste():
    typed = TerminalInput()
    assert typed.feed("\x1b[20") == []
    assert [piece for _ in range(5) for piece in typed.pause()] == []
    assert told(typed.feed("0~dy\x1b[201~")) == [("paste", "dy")]


def test_a_mark_that_a_slow_line_cuts_behind_its_escape_still_begins_a_paste():
    typed = TerminalInput()
    assert typed.feed("\x1b") == []
    assert waited(typed) == [("keys", "\x1b")]
    assert told(typed.feed("[200~dy\x1b[201~")) == [("paste", "dy")]


def test_a_paste_that_holds_its_own_end_mark_is_text_to_its_last_one():
    typed = TerminalInput()
    assert typed.feed("\x1b[200~Ann\x1b[201~dyq") == []
    assert told(typed.feed("\x1b[201~")) == [("paste", "Ann\x1b[201~dyq")]


def test_keys_right_behind_a_paste_are_keys_after_a_moment():
    typed = TerminalInput()
    assert typed.feed("\x1b[200~Ann\x1b[201~\r") == []
    assert told(typed.pause()) == [("paste", "Ann"), ("keys", "\r")]


def test_an_end_mark_without_a_paste_is_nothing():
    typed = TerminalInput()
    assert told(typed.feed("a\x1b[201~b")) == [("keys", "ab")]


@pytest.mark.parametrize("cut", ["\x1b[<0;999", "\x1b[1;5", "\x1b]52;c;\x07", "\x1b]11;rgb:0/0/0\x1b\\", "\x1b]0;"])
def test_what_is_no_key_and_has_lost_its_end_or_was_not_asked_for_is_nothing(cut: str):
    typed = TerminalInput()
    assert told(typed.feed(f"{cut}\x1b[A")) == [("keys", "\x1b[A")]
    typed.feed(cut)
    assert waited(typed) == []
    assert typed.feed("a") == ["a"]


def test_a_sequence_that_is_cut_in_two_is_one():
    typed = TerminalInput()
    assert typed.feed("\x1b[<0;9") == []
    assert typed.pause() == []
    assert told(typed.feed("99;1M")) == [("keys", "\x1b[<0;999;1M")]
