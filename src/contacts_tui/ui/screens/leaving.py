"""The questions that come before something typed is lost."""

from typing import Final

from contacts_tui.ui.screens.question import Answer, Question

LEAVING: Final = "leaving"
"""Id of the question whether to leave the program."""

NOT_SAVED: Final = "This form was changed and is not saved."
WAYS_OUT: Final = (
    Answer("s", "save it", "save"),
    Answer("d", "discard what was typed", "discard"),
    Answer("p", "park it: r on the page brings it back", "park"),
    Answer("escape", "back to the form", "back"),
)
LEAVE_OR_STAY: Final = (
    Answer("y", "leave, and lose what was typed", "yes"),
    Answer("n", "stay, as enter and escape do", ""),
)


def before_a_form_closes() -> Question:
    """The question what becomes of a form that was changed."""
    return Question(NOT_SAVED, WAYS_OUT)


def why_not_parked(full_number: str) -> str:
    """Why a form with such a number, which is named in words, is not put aside; empty if there is none."""
    if not full_number:
        return ""
    return f"Not parked: {full_number} is in this form, which must not be kept. Take it out first, or discard the form."


def before_the_end(*, open_forms: bool, parked: int) -> Question | None:
    """The question whether to leave the program; None if nothing would be lost."""
    if open_forms:
        what = "A form was changed and is not saved."
    elif parked:
        what = "1 parked form is not saved." if parked == 1 else f"{parked} parked forms are not saved."
    else:
        return None
    return Question(f"{what} Leave?", LEAVE_OR_STAY, id=LEAVING)
