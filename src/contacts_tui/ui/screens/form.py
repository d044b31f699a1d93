"""What the forms have in common: saving with warnings and beside others, and leaving without losing a word."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic

from textual import on, work
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Button, Input
from typing_extensions import override

from contacts_tui.domain.conflict import Conflict
from contacts_tui.domain.merge import Merged
from contacts_tui.domain.problem import Place, Problem
from contacts_tui.errors import ContactsError
from contacts_tui.ui.screens.closing import close, is_open
from contacts_tui.ui.screens.conflict_question import ConflictQuestion, after_a_deletion, what_came_in
from contacts_tui.ui.screens.keeping import Keeping, Kept
from contacts_tui.ui.screens.leaving import before_a_form_closes
from contacts_tui.ui.screens.look import Base, Basis, Draft, Result
from contacts_tui.ui.screens.outcome import OpenInstead, Parked, Saved
from contacts_tui.ui.screens.question import Answered
from contacts_tui.ui.screens.sheet import Sheet
from contacts_tui.ui.screens.slow import SLOW
from contacts_tui.ui.widgets.action_line import ActionLine
from contacts_tui.ui.widgets.choice import Choice
from contacts_tui.ui.widgets.form_fields import Values

if TYPE_CHECKING:
    from asyncio import Future

    from textual.timer import Timer

KEPT_AFTER: Final = 0.5
"""Seconds after a key within which what is typed is on its way to the disk."""


class Form(Sheet[Draft, Base, Result], Generic[Draft, Base, Result]):
    """A modal form. It is handed what checks and saves, and closes only when saving has succeeded."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="form.save", tooltip="Save; enter does so from every field"),
        Binding("ctrl+n", "save_and_new", "Save, new", id="form.save_and_new", tooltip="Save, then an empty form"),
        Binding("ctrl+o", "one_more", "One more", id="form.one_more", tooltip="One more phone, e-mail or line"),
        Binding("ctrl+g", "leave", "Close", id="form.leave", tooltip="Close; asks if something was typed"),
        Binding("escape", "leave", "Close", id="form.leave.alt", show=False),
        Binding("down", "app.focus_next", "Next field", id="form.next", show=False),
        Binding("up", "app.focus_previous", "Field before", id="form.before", show=False),
    ]

    keeping: Keeping
    """Keeps what is typed; given by whoever makes the form."""

    def __init__(
        self, title: str, basis: Basis[Draft, Base, Result], draft: Draft | None, *, focus: Place, can_repeat: bool
    ) -> None:
        super().__init__(title, basis, draft, focus=focus, can_repeat=can_repeat)
        self._can_repeat = can_repeat
        self._to_keep: Timer | None = None
        """Runs while something was typed since it was kept last."""
        self._confirmed: frozenset[Problem] = frozenset()
        """Warnings that were on the screen when the agent last asked to save."""
        self._came_in: tuple[str, ...] = ()
        """What became of what others have saved of the same record, in sentences."""

    @abstractmethod
    async def store(self, draft: Draft) -> Saved[Result] | None:
        """Save, with whatever has to be asked first; None if an answer was to go back. Raises ContactsError."""

    @override
    def edited(self) -> None:
        """An edit asks every warning again, and is kept before long."""
        self._confirmed = frozenset()
        if self._to_keep is None:
            self._to_keep = self.set_timer(KEPT_AFTER, self._keep_in_time)

    @property
    def basis(self) -> Basis[Draft, Base, Result]:
        """What the form stands on."""
        return self._basis

    @property
    def is_to_be_kept(self) -> bool:
        """Whether something was typed since it was kept last."""
        return self._to_keep is not None

    def keep(self) -> "Future[str]":
        """Begin to keep what is typed; where nothing is, no file stays. Gives why it is not kept, empty if it is."""
        if self._to_keep is not None:
            self._to_keep.stop()
            self._to_keep = None
        return self.keeping.put(self._unsaved().unsaved) if self.typed else self.keeping.drop()

    def _keep_in_time(self) -> None:
        self.run_worker(self._tell_of_trouble(self.keep()), group="keep")

    async def _tell_of_trouble(self, trouble: "Future[str]") -> None:
        sentence = await trouble
        if is_open(self):
            self.say_quietly(sentence)

    def _unsaved(self, *, is_parked: bool = False) -> Kept:
        """The form as it is kept."""
        draft: Any = self.draft
        return Kept(self.keeping.unsaved(self._basis, draft, is_parked=is_parked), self.keeping)

    def close(self, outcome: object) -> None:
        """Leave the form; what was typed is kept no more, unless it was put aside."""
        if self._to_keep is not None:
            self._to_keep.stop()
        if not isinstance(outcome, Parked | OpenInstead):
            self.keeping.drop()
        close(self, outcome)

    @work
    async def _try_to_save(self, *, again: bool = False) -> None:
        if self._saving:
            return
        self._saving = True
        self._tell_if_slow()
        try:
            saved = await self._saved()
            if saved is not None:
                self.close(replace(saved, again=again, came_in=" ".join(self._came_in)))
        except Conflict as conflict:
            self.say(str(conflict))
        except ContactsError as error:
            self.say(f"{error} What you typed is still here.")
        finally:
            self._slow.stop()
            self._saving = False

    async def _saved(self) -> Saved[Result] | None:
        """What was saved; None if it is not, as yet. What others have saved meanwhile is brought together with it."""
        while True:
            try:
                return await self._stored_as_it_stands()
            except Conflict as conflict:
                if not self.is_about_mine(conflict):
                    raise
                if conflict.theirs is None:
                    return await self._brought_back(conflict)
                if not await self._brought_together(conflict):
                    return None

    async def _stored_as_it_stands(self) -> Saved[Result] | None:
        if not await self._may_be_stored():
            return None
        self._slow.stop()
        self._tell_if_slow()
        saved = await self.store(self.draft)
        if saved is None:
            self.say("")
        return saved

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
        self.stop_resting()
        self._asked = True
        problems = (await self._basis.look(self.draft, awaited=True)).problems
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

    async def _brought_together(self, conflict: Conflict) -> bool:
        """Put what stands by now into the form beside what was typed; False if the agent went back from choosing."""
        anew = await self._basis.of(conflict.theirs)
        changed = self.changed_by_anybody(anew, self.draft)
        if any(one.is_clash for one in changed):
            chosen = await self.ask(ConflictQuestion(conflict, changed))
            if chosen is None:
                self.say(conflict.news(changed))
                return False
            changed = chosen
        self._basis = anew
        await self._fields.fill(self.together(anew, changed))
        self._came_in += tuple(what_came_in(conflict, changed))
        return True

    def together(self, anew: Basis[Draft, Base, Result], changed: Sequence[Merged]) -> Values:
        """What stands there by now, with what has become of the fields that anybody changed."""
        theirs = self.values_of(anew.opened).by_field(self.choice)
        return Values.of({**theirs, **{one.name: one.outcome for one in changed}}, self.choice)

    async def _brought_back(self, conflict: Conflict) -> Saved[Result] | None:
        """Ask what becomes of what was typed over something that is deleted by now. Raises the conflict if nothing can.

        What was saved, None if nothing is.
        """
        restore = self._basis.restore
        if restore is None:
            raise conflict
        answer = await self.ask(after_a_deletion(conflict))
        if answer == "restore":
            return Saved(await restore(self.draft))
        if answer == "drop":
            self.close(None)
        else:
            self.say(conflict.news(()))
        return None

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

    def _left(self, answer: str | None) -> None:
        match answer:
            case "save":
                self._try_to_save()
            case "discard":
                self.close(None)
            case "park" if self.why_not_parked:
                self.say(self.why_not_parked)
            case "park":
                self.close(Parked(self._unsaved(is_parked=True)))

    def action_save(self) -> None:
        """Save and close."""
        self._try_to_save()

    def action_save_and_new(self) -> None:
        """Save, then an empty form, where there is such a thing."""
        self._try_to_save(again=self._can_repeat)

    def action_leave(self) -> None:
        """Close; what was typed is saved, parked or given up only on demand. Not while it is being saved."""
        if self._saving:
            return
        if self.typed:
            self.app.push_screen(before_a_form_closes(), self._left)
        else:
            self.close(None)
