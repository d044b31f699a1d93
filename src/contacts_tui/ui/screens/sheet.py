"""What is typed into a form: its fields, and what is wrong with them while the agent types."""

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final, Generic

from textual import events, on, work
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Input
from typing_extensions import override

from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.merge import Merged, merged
from contacts_tui.domain.problem import Place
from contacts_tui.errors import ContactsError
from contacts_tui.ui.screens.closing import is_open
from contacts_tui.ui.screens.look import Base, Basis, Draft, Result
from contacts_tui.ui.widgets.choice import Choice
from contacts_tui.ui.widgets.entry import Entry
from contacts_tui.ui.widgets.form_fields import ChoiceSpec, FieldSpec, FormFields, Values
from contacts_tui.ui.widgets.form_frame import FormFrame

if TYPE_CHECKING:
    from textual.timer import Timer

TYPING_RESTS: Final = 0.7
"""Seconds without a key after which a field is looked at."""


class Sheet(ModalScreen[object], Generic[Draft, Base, Result]):
    """Fields over what is stored. What is wrong with them is said beside them, never in mid-word."""

    CSS_PATH = "form.tcss"
    AUTO_FOCUS = ""

    fields: ClassVar[tuple[FieldSpec, ...]]
    choice: ClassVar[ChoiceSpec]
    whole: ClassVar[frozenset[str]] = frozenset()
    """Fields that mean nothing without each other: what two agents change of them is not mixed."""

    def __init__(
        self, title: str, basis: Basis[Draft, Base, Result], draft: Draft | None, *, focus: Place, can_repeat: bool
    ) -> None:
        super().__init__()
        self._basis = basis
        self._fields = FormFields(self.fields, self.choice, self.values_of(basis.opened if draft is None else draft))
        self._frame = FormFrame(title, self._fields, can_repeat=can_repeat)
        self.news = ""
        """What is to be said from when the form comes up until something is typed."""
        self.offered: Draft | None = None
        """What was filled in for the agent, who has typed none of it."""
        self._begins_at = focus
        self._saving = False
        self._asked = False
        """Whether the agent has asked to save: from then on all that is wrong is told, in any field."""
        self._resting: Timer | None = None
        self._sentence = ""
        self._standing = ""
        """What stands where a sentence goes as long as there is no other."""

    @abstractmethod
    def values_of(self, draft: Draft) -> Values:
        """What a draft puts into the fields."""

    @abstractmethod
    def draft_of(self, values: Values) -> Draft:
        """What the fields say."""

    @override
    def compose(self) -> ComposeResult:
        yield self._frame

    def on_mount(self) -> None:
        """Put the cursor where it was asked for, and show what was bad before."""
        self._fields.focus_on(self._begins_at)
        if self.news:
            self.say(self.news)
        self._look()

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for what stands around the fields: they scroll, the buttons and the sentence do not."""
        self._fields.fit_into(event.size.height)

    @property
    def before(self) -> Base | None:
        """What is stored, as the form saw it last; None where it adds."""
        return self._basis.before

    @property
    def draft(self) -> Draft:
        """What the form says now."""
        return self.draft_of(self._fields.values)

    @property
    def changed(self) -> bool:
        """Whether it says something else than what is stored."""
        return not self.draft.same_as(self._basis.opened)

    @property
    def typed(self) -> bool:
        """Whether something would be lost if the form went away."""
        return self.changed and not (self.offered is not None and self.draft.same_as(self.offered))

    @property
    def why_not_parked(self) -> str:
        """Why what was typed may not be put aside; empty where it may."""
        return ""

    async def fill(self, draft: Draft) -> None:
        """Put another draft into the fields."""
        await self._fields.fill(self.values_of(draft))

    def say(self, sentence: str) -> None:
        """Show a sentence about the whole form."""
        self._sentence = sentence
        self._frame.say(sentence or self._standing)

    def say_quietly(self, sentence: str) -> None:
        """Show a sentence wherever there is no other, from now on."""
        if sentence != self._standing:
            self._standing = sentence
            self._frame.say(self._sentence or sentence)

    @on(Input.Changed)
    @on(Choice.Changed)
    def wait_for_rest(self) -> None:
        """What is wrong is said when typing rests, never in mid-word."""
        self.edited()
        self.news = ""
        self.say("")
        self.stop_resting()
        self._resting = self.set_timer(TYPING_RESTS, self._rested)

    def edited(self) -> None:
        """Something else is typed than before."""

    def stop_resting(self) -> None:
        """Wait no more for typing to rest."""
        if self._resting is not None:
            self._resting.stop()

    def is_about_mine(self, conflict: Conflict) -> bool:
        """Whether it is what this form changes that somebody else has changed."""
        base, before = conflict.base, self._basis.before
        return type(base) is type(before) and base.id == getattr(before, "id", 0)

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

    def look_again(self) -> None:
        """Say at once if what this form changes is not what it was any more."""
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        if not is_open(self):
            return
        draft = self.draft
        try:
            problems = (await self._basis.look(draft, awaited=False)).problems
        except Conflict as conflict:
            await self._tell_of(conflict, draft)
        except ContactsError as error:
            if is_open(self):
                self._say_beside_news(str(error))
        else:
            if is_open(self) and draft.same_as(self.draft) and not self._saving:
                self._fields.show(problems, everything=self._asked)

    async def _tell_of(self, conflict: Conflict, draft: Draft) -> None:
        try:
            sentence = await self._news_of(conflict, draft)
        except ContactsError as error:
            sentence = str(error)
        if is_open(self):
            self._say_beside_news(sentence)

    async def _news_of(self, conflict: Conflict, draft: Draft) -> str:
        if not self.is_about_mine(conflict):
            return str(conflict)
        theirs = conflict.theirs
        return conflict.news(self.changed_by_anybody(await self._basis.of(theirs), draft) if theirs else ())

    def changed_by_anybody(self, anew: Basis[Draft, Base, Result], mine: Draft) -> tuple[Merged, ...]:
        """The fields in which a draft, or what stands there by now, is not what the form began with."""
        before, typed, theirs = (
            self.values_of(draft).by_field(self.choice) for draft in (self._basis.opened, mine, anew.opened)
        )
        labels = {spec.name: spec.label for spec in self.fields} | {self.choice.name: self.choice.label}
        return tuple(replace(one, label=labels[one.name]) for one in merged(before, typed, theirs, self.whole))

    def _say_beside_news(self, sentence: str) -> None:
        self.say(f"{self.news} {sentence}".strip())

    @on(Entry.LeftOut)
    def say_what_was_left_out(self, event: Entry.LeftOut) -> None:
        """A paste held characters that no field takes."""
        self.say(event.sentence)

    async def action_one_more(self) -> None:
        """One more of the field in which the cursor is."""
        if not isinstance(self.focused, Entry) or not await self._fields.add_one_more(self.focused):
            self.say("ctrl+o adds one more where the cursor is in a field with a +.")
