"""What the forms have in common: saving with warnings, and leaving without losing a word."""

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Button, Input
from typing_extensions import override

from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.problem import Place, Problem
from contacts_tui.errors import ContactsError
from contacts_tui.ui.screens.leaving import before_a_form_closes
from contacts_tui.ui.screens.look import Look, Looked, Typed
from contacts_tui.ui.screens.outcome import Parked, Saved
from contacts_tui.ui.screens.question import Answered
from contacts_tui.ui.widgets.action_line import ActionLine
from contacts_tui.ui.widgets.choice import Choice
from contacts_tui.ui.widgets.entry import Entry
from contacts_tui.ui.widgets.form_fields import ChoiceSpec, FieldSpec, FormFields, Values
from contacts_tui.ui.widgets.form_frame import FormFrame

if TYPE_CHECKING:
    from textual.timer import Timer

SLOW: Final = 0.1
"""Seconds after which what takes its time says so."""

TYPING_RESTS: Final = 0.7
"""Seconds without a key after which a field is looked at."""


Draft = TypeVar("Draft", bound=Typed)
Stored = TypeVar("Stored")


class Form(ModalScreen[object], Generic[Draft, Stored]):
    """A modal form. It is handed what checks and saves, and closes only when saving has succeeded."""

    CSS_PATH = "form.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="form.save", tooltip="Save; enter does so from every field"),
        Binding("ctrl+n", "save_and_new", "Save, new", id="form.save_and_new", tooltip="Save, then an empty form"),
        Binding("ctrl+o", "one_more", "One more", id="form.one_more", tooltip="One more phone, e-mail or line"),
        Binding("ctrl+g", "leave", "Close", id="form.leave", tooltip="Close; asks if something was typed"),
        Binding("escape", "leave", "Close", id="form.leave.alt", show=False),
        Binding("down", "app.focus_next", "Next field", id="form.next", show=False),
        Binding("up", "app.focus_previous", "Field before", id="form.before", show=False),
    ]

    fields: ClassVar[tuple[FieldSpec, ...]]
    choice: ClassVar[ChoiceSpec]

    def __init__(
        self,
        title: str,
        look: Look[Draft, Looked],
        opened: Draft,
        draft: Draft | None,
        *,
        focus: Place,
        can_repeat: bool,
    ) -> None:
        super().__init__()
        self._look_over = look
        self._opened = opened
        self._fields = FormFields(self.fields, self.choice, self.values_of(opened if draft is None else draft))
        self._frame = FormFrame(title, self._fields, can_repeat=can_repeat)
        self.offered: Draft | None = None
        """What was filled in for the agent, who has typed none of it."""
        self._begins_at = focus
        self._can_repeat = can_repeat
        self._confirmed: frozenset[Problem] = frozenset()
        """Warnings that were on the screen when the agent last asked to save."""
        self._saving = False
        self._asked = False
        """Whether the agent has asked to save: from then on all that is wrong is told, in any field."""
        self._resting: Timer | None = None

    @abstractmethod
    def values_of(self, draft: Draft) -> Values:
        """What a draft puts into the fields."""

    @abstractmethod
    def draft_of(self, values: Values) -> Draft:
        """What the fields say."""

    @abstractmethod
    async def store(self, draft: Draft) -> Saved[Stored] | None:
        """Save, with whatever has to be asked first; None if an answer was to go back. Raises ContactsError."""

    @override
    def compose(self) -> ComposeResult:
        yield self._frame

    def on_mount(self) -> None:
        """Put the cursor where it was asked for, and show what was bad before."""
        self._fields.focus_on(self._begins_at)
        self._look()

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for what stands around the fields: they scroll, the buttons and the sentence do not."""
        self._fields.fit_into(event.size.height)

    @property
    def draft(self) -> Draft:
        """What the form says now."""
        return self.draft_of(self._fields.values)

    @property
    def changed(self) -> bool:
        """Whether it says something else than what is stored."""
        return not self.draft.same_as(self._opened)

    @property
    def typed(self) -> bool:
        """Whether something would be lost if the form went away."""
        return self.changed and not (self.offered is not None and self.draft.same_as(self.offered))

    @property
    def why_not_parked(self) -> str:
        """Why what was typed may not be put aside; empty where it may."""
        return ""

    @property
    def _is_open(self) -> bool:
        """Whether its fields are still there."""
        return self in self.app.screen_stack

    async def fill(self, draft: Draft) -> None:
        """Put another draft into the fields."""
        await self._fields.fill(self.values_of(draft))

    def say(self, sentence: str) -> None:
        """Show a sentence about the whole form."""
        self._frame.say(sentence)

    @on(Input.Changed)
    @on(Choice.Changed)
    def wait_for_rest(self) -> None:
        """An edit asks every warning again; what is wrong is said when typing rests, never in mid-word."""
        self._confirmed = frozenset()
        self.say("")
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(TYPING_RESTS, self._rested)

    @on(events.DescendantFocus)
    def stand(self, event: events.DescendantFocus) -> None:
        """Put the terminal's own cursor where the focus is: magnifiers and screen readers follow it."""
        if not isinstance(event.widget, Entry):
            self.app.cursor_position = event.widget.content_region.offset

    @on(Input.Blurred)
    def look_when_left(self, event: Input.Blurred) -> None:
        """A field was left."""
        if isinstance(event.input, Entry):
            self._fields.visit(event.input)
        self._look()

    def _rested(self) -> None:
        if isinstance(self.focused, Entry):
            self._fields.visit(self.focused)
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        if not self._is_open:
            return
        draft = self.draft
        try:
            problems = (await self._look_over(draft, awaited=False)).problems
        except ContactsError as error:
            if self._is_open:
                self.say(str(error))
        else:
            if self._is_open and draft.same_as(self.draft) and not self._saving:
                self._fields.show(problems, everything=self._asked)

    @work
    async def _try_to_save(self, *, again: bool = False) -> None:
        if self._saving:
            return
        self._saving = True
        self._tell_if_slow()
        try:
            if await self._may_be_stored():
                self._slow.stop()
                self._tell_if_slow()
                saved = await self.store(self.draft)
                if saved is None:
                    self.say("")
                else:
                    self.dismiss(replace(saved, again=again))
        except Conflict as conflict:
            self.say(str(conflict))
        except ContactsError as error:
            self.say(f"{error} What you typed is still here.")
        finally:
            self._slow.stop()
            self._saving = False

    def _tell_if_slow(self) -> None:
        self._slow = self.set_timer(SLOW, lambda: self.say("Saving …"))

    async def ask(self, question: ModalScreen[Answered]) -> Answered:
        """The answer to a question that comes before the save; meanwhile nothing is being saved."""
        self._slow.stop()
        self.say("")
        answer = await self.app.push_screen_wait(question)
        self._tell_if_slow()
        return answer

    async def _may_be_stored(self) -> bool:
        """No error, and every warning has been seen and confirmed."""
        if self._resting is not None:
            self._resting.stop()
        self._asked = True
        problems = (await self._look_over(self.draft, awaited=True)).problems
        self._fields.show(problems, everything=True)
        chosen = problems.at(Place(self.choice.name))
        told = f"{chosen.severity.value} {chosen.sentence}" if chosen else ""
        self.say(told)
        if problems.errors:
            self._fields.focus_on(problems.errors[0].place)
            self.call_after_refresh(self._fields.reveal, problems.errors[0].place)
            return False
        warnings = frozenset(problems.warnings)
        if warnings <= self._confirmed:
            return True
        self.say(f"{told}{': ' if told else ''}enter again saves it as it stands.")
        self.call_after_refresh(self._fields.reveal, problems.warnings[0].place)
        self.call_after_refresh(self._confirm, warnings)
        return False

    def _confirm(self, warnings: frozenset[Problem]) -> None:
        self._confirmed = warnings

    @on(Input.Submitted)
    @on(Choice.Submitted)
    def save_by_enter(self) -> None:
        """`enter` saves from every field."""
        self._try_to_save()

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """A button does what its key does."""
        if event.button.id == "cancel":
            self.action_leave()
        else:
            self._try_to_save(again=event.button.id == "again")

    @on(ActionLine.Chosen)
    def close_by_mouse(self) -> None:
        """The `[x]` was clicked."""
        self.action_leave()

    @on(Entry.LeftOut)
    def say_what_was_left_out(self, event: Entry.LeftOut) -> None:
        """A paste held characters that no field takes."""
        self.say(event.sentence)

    def _left(self, answer: str | None) -> None:
        match answer:
            case "save":
                self._try_to_save()
            case "discard":
                self.dismiss(None)
            case "park" if self.why_not_parked:
                self.say(self.why_not_parked)
            case "park":
                self.dismiss(Parked(self.draft))

    def action_save(self) -> None:
        """Save and close."""
        self._try_to_save()

    def action_save_and_new(self) -> None:
        """Save, then an empty form, where there is such a thing."""
        self._try_to_save(again=self._can_repeat)

    async def action_one_more(self) -> None:
        """One more of the field in which the cursor is."""
        if not isinstance(self.focused, Entry) or not await self._fields.add_one_more(self.focused):
            self.say("ctrl+o adds one more where the cursor is in a field with a +.")

    def action_leave(self) -> None:
        """Close; what was typed is saved, parked or given up only on demand. Not while it is being saved."""
        if self._saving:
            return
        if self.typed:
            self.app.push_screen(before_a_form_closes(), self._left)
        else:
            self.dismiss(None)
