"""Undo and redo on the page: what the agent just did here at once, anything else only when asked about."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from contacts_tui.domain.audited import AuditedChange
from contacts_tui.domain.step import Step, Undone
from contacts_tui.errors import ContactsError
from contacts_tui.ui.present.history_lines import taken_back
from contacts_tui.ui.screens.page_handle import PageHandle
from contacts_tui.ui.screens.question import Answer, Question

if TYPE_CHECKING:
    from contacts_tui.services.history import History


@dataclass(frozen=True, slots=True)
class Way:
    """Backwards or forwards: how a step is found and taken, and the words for it."""

    find: "Callable[[History, int | None], Step | None]"
    take: "Callable[[History, Step], Undone]"
    question: Callable[[Step], str]
    answers: tuple[Answer, Answer]
    nothing: str
    refused: str
    slow: str


def _undo_in_words(step: Step) -> str:
    again = "redo of the " if step.is_redo else ""
    return f"Undo {step.agent}'s {again}{step.did}{_place(step)}, {step.when}?"


def _redo_in_words(step: Step) -> str:
    return f"Redo the {step.did}{_place(step)}, which {step.agent} undid, {step.when}?"


def _place(step: Step) -> str:
    return "" if step.is_about_account else f", in {step.account}"


UNDO: Final = Way(
    find=lambda history, account_id: history.undoable(account_id),
    take=lambda history, step: history.undo(step),
    question=_undo_in_words,
    answers=(Answer("y", "undo it", "yes"), Answer("n", "leave it, as enter and escape do", "")),
    nothing="There is nothing to undo.",
    refused="Nothing is undone.",
    slow="Undoing …",
)
REDO: Final = Way(
    find=lambda history, account_id: history.redoable(account_id),
    take=lambda history, step: history.redo(step),
    question=_redo_in_words,
    answers=(Answer("y", "do it again", "yes"), Answer("n", "leave it, as enter and escape do", "")),
    nothing="There is nothing to do again.",
    refused="Nothing is done again.",
    slow="Doing it again …",
)


class Undoing:
    """Takes steps back and does them again, and shows the account in which that was."""

    def __init__(self, page: PageHandle) -> None:
        self._page = page

    def undo(self) -> None:
        """Take back the last change."""
        self._page.screen.run_worker(self._find(UNDO))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._page.screen.run_worker(self._find(REDO))

    def take_back(self, change: AuditedChange) -> None:
        """Ask, then take back what anybody has done, or do it again if it is an undo."""
        self._page.screen.run_worker(self._ask(change))

    async def _ask(self, change: AuditedChange) -> None:
        transaction_id = change.transaction_id
        page = self._page.view.page
        account_id = page.account.id if page else None
        try:
            step = await self._page.background.read(lambda services: services.history.step(transaction_id, account_id))
        except ContactsError as error:
            self._page.view.said = str(error)
        else:
            way = REDO if step.is_again else UNDO
            becomes = f" {taken_back(change)}" if step.is_single and len(change.fields) == 1 else ""
            self._page.push(Question(way.question(step) + becomes, way.answers), partial(self._answered, way, step))

    async def _find(self, way: Way) -> None:
        page = self._page.view.page
        account_id = page.account.id if page else None
        try:
            step = await self._page.background.read(lambda services: way.find(services.history, account_id))
        except ContactsError as error:
            self._page.view.said = str(error)
            return
        if step is None:
            self._page.view.said = way.nothing
        elif step.is_at_once:
            await self._take(way, step)
        else:
            self._page.push(Question(way.question(step), way.answers), partial(self._answered, way, step))

    async def _answered(self, way: Way, step: Step, answer: str | None) -> None:
        if answer:
            await self._take(way, step)
        else:
            self._page.view.said = way.refused

    async def _take(self, way: Way, step: Step) -> None:
        try:
            with self._page.telling(way.slow):
                undone = await self._page.background.write(lambda services: way.take(services.history, step))
        except ContactsError as error:
            self._page.view.said = str(error)
            await self._page.reload_shown()
        else:
            await self._page.reload(undone.account_id, undone.contact_id, undone.sentence)
