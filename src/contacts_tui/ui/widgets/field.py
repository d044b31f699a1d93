"""A labelled entry of a form, with what is wrong with it beside or below."""

from dataclasses import dataclass
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static
from typing_extensions import override

from contacts_tui.domain.problem import Place, Problem, Severity
from contacts_tui.ui.present.fitting import cut, shown
from contacts_tui.ui.widgets.action_line import ActionLine, Part
from contacts_tui.ui.widgets.entry import Entry
from contacts_tui.ui.widgets.person_entry import PersonEntry

STYLES: Final = {
    Severity.ERROR: "bold $text-error",
    Severity.WARNING: "bold $text-warning",
    Severity.HINT: "$text-muted",
}

LONGEST_OFFER: Final = 40
"""Cells of what is offered, as a sentence tells it."""


class ProblemNote(Static):
    """What is wrong with one field, its sign first: never told by colour alone."""

    DEFAULT_CSS = "ProblemNote { width: 1fr; height: auto; padding: 0 0 0 1; }"

    problem: reactive[Problem | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__(markup=False)

    def watch_problem(self, problem: Problem | None) -> None:
        """Say it, or nothing."""
        self.set_class(problem is None, "-none")
        if problem is None:
            self.update("")
            return
        sign = "?" if problem.severity is Severity.HINT and "as was" in problem.sentence else problem.severity.value
        told = f"{sign} {shown(problem.sentence)}{_what_right_takes(problem)}"
        self.update(Content.styled(told, STYLES[problem.severity]))


def _what_right_takes(problem: Problem) -> str:
    """Return what follows the sentence: what the `right` key puts into the field, where that was not asked already."""
    if problem.offer is None:
        return ""
    if problem.sentence.endswith("?"):
        return " right takes it"
    stop = "" if problem.sentence.endswith(".") else ";"
    return f"{stop} right takes {cut(problem.offer, LONGEST_OFFER)}"


class Field(Widget):
    """One place of a form: label, entry, a `+` where there may be one more of its kind."""

    DEFAULT_CSS = """
    Field {
        height: auto; layout: horizontal;
        .row { width: 42; height: 1; }
        .label { width: 13; }
        Entry { width: 1fr; background: $boost; }
        ActionLine { width: 3; }
    }
    """

    @dataclass
    class OneMore(Message):
        """One more of this kind is asked for."""

        field: "Field"

    def __init__(
        self, place: Place, label: str, typed: str = "", *, several: bool = False, person: bool = False
    ) -> None:
        super().__init__(id=f"{place.field}-{place.at}")
        self.place = place
        self.label = label
        self.several = several
        self.entry = PersonEntry(typed) if person else Entry(typed)
        self.note = ProblemNote()
        self.visited = False
        """Whether the cursor has left it once: until then it is not complained about."""
        self._last = self.entry.value

    @override
    def compose(self) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Static(self.label, classes="label", markup=False)
            yield self.entry
            if self.several:
                yield ActionLine([Part(" + ", "bold", "one_more")])
        yield self.note

    @property
    def problem(self) -> Problem | None:
        """What is wrong with what stands in it."""
        return self.note.problem

    @problem.setter
    def problem(self, problem: Problem | None) -> None:
        self.note.problem = problem
        self.entry.offer = problem.offer if problem else None

    @on(Input.Changed)
    def tell_only_what_is_new(self, event: Input.Changed) -> None:
        """An entry also tells what it was given at first: nobody has typed that."""
        if event.value == self._last:
            event.stop()
        self._last = event.value

    @on(ActionLine.Chosen)
    def ask_for_one_more(self, event: ActionLine.Chosen) -> None:
        """The `+` was clicked."""
        event.stop()
        self.post_message(self.OneMore(self))
