"""Whether to leave, where something typed would be lost."""

from collections.abc import Iterable
from typing import Any, Final

from textual.screen import Screen

from contacts_tui.ui.screens.contacts_page import ContactsPage
from contacts_tui.ui.screens.form import Form
from contacts_tui.ui.screens.question import Answer, Question

LEAVING: Final = "leaving"
"""Id of the question: it is not asked on top of itself."""

LEAVE_OR_STAY: Final = (
    Answer("y", "leave, and lose what was typed", "yes"),
    Answer("n", "stay, as enter and escape do", ""),
)


def leaving_question(screens: Iterable[Screen[Any]]) -> Question | None:
    """The question that comes before the end, from what is open and parked on the screens; None if nothing is."""
    screens = list(screens)
    parked = sum(screen.unsaved for screen in screens if isinstance(screen, ContactsPage))
    if any(isinstance(screen, Form) and screen.changed for screen in screens):
        what = "A form was changed and is not saved."
    elif parked:
        what = f"{parked} parked forms are not saved." if parked > 1 else "1 parked form is not saved."
    else:
        return None
    return Question(f"{what} Leave?", LEAVE_OR_STAY, id=LEAVING)
