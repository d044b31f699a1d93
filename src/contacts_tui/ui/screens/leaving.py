"""The questions that come before a form closes, and before the program ends."""

from typing import Final

from contacts_tui.ui.screens.question import Answer, Question

LEAVING: Final = "leaving"
"""Id of the question whether to leave the program."""

NOT_SAVED: Final = "This form was changed and is not saved."
WAYS_OUT: Final = (
    Answer("s", "save it", "save"),
    Answer("d", "discard what was typed", "discard"),
    Answer("p", "park it: r on the page opens it", "park"),
    Answer("escape", "back to the form", "back"),
)
KEEP: Final = Answer("y", "leave: it is kept, r opens it at the next start", "yes")
LOSE: Final = Answer("y", "leave, and lose what was typed", "yes")
STAY: Final = Answer("n", "stay, as enter and escape do", "")


def before_a_form_closes() -> Question:
    """The question what becomes of a form that was changed."""
    return Question(NOT_SAVED, WAYS_OUT)


def why_not_parked(full_number: str) -> str:
    """Why a form with such a number, which is named in words, is not put aside; empty if there is none."""
    if not full_number:
        return ""
    return f"Not parked: {full_number} is in this form, which must not be kept. Take it out first, or discard the form."


def before_the_end(*, open_forms: bool, parked: int, trouble: str) -> Question | None:
    """The question whether to leave the program; None if nothing is left undone.

    `trouble` says why something of it is not kept; empty where all of it comes back at the next start.
    """
    if open_forms:
        what = "A form was changed and is not saved."
    elif parked:
        what = "1 parked form is not saved." if parked == 1 else f"{parked} parked forms are not saved."
    else:
        return None
    text = f"{what} {trouble} Leave?" if trouble else f"{what} Leave?"
    return Question(text, (LOSE if trouble else KEEP, STAY), id=LEAVING)
