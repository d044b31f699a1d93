"""Closing a screen from a worker: by then it may be closed already, or have another one above it."""

from typing import TypeVar

from textual.screen import Screen

Given = TypeVar("Given")


def is_open(screen: Screen[Given]) -> bool:
    """Return whether a screen is still there, be it under others."""
    return screen in screen.app.screen_stack


def close(screen: Screen[Given], answer: Given) -> None:
    """Give an answer and close a screen, if it is still there.

    A question that has come up above it loses what it asks about, and is closed without an answer.
    `Screen.dismiss` closes whatever is topmost.
    """
    while is_open(screen) and not screen.is_active:
        screen.app.screen.dismiss(None)
    if is_open(screen):
        screen.dismiss(answer)
