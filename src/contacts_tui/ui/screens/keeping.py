"""Keeps what is typed into a form in a file beside the program, until it is saved or discarded."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from contacts_tui.domain.account import Account
from contacts_tui.domain.unsaved import AnyDraft, Circumstances, NewerUnsaved, NotUnsaved, Unsaved, needed_of
from contacts_tui.drafts import Drafts, Left
from contacts_tui.errors import NotKept
from contacts_tui.settings import Settings
from contacts_tui.ui.background import Background
from contacts_tui.ui.screens.look import Basis

NUMBER: Final = "It holds {}, which is not kept."


class Keeper:
    """Knows where drafts are, and who works here. Files have a thread of their own, which keeps the order."""

    def __init__(self, drafts: Drafts, background: Background, settings: Settings, now: Callable[[], datetime]) -> None:
        self.drafts = drafts
        self.background = background
        self._settings = settings
        self._now = now

    @property
    def locale(self) -> str:
        """How dates and amounts are typed here."""
        return self._settings.locale

    @property
    def now(self) -> datetime:
        """The agent's own time."""
        return self._now()

    def circumstances(self, *, is_parked: bool) -> Circumstances:
        """Who types here, and when."""
        settings = self._settings
        return Circumstances(settings.database_key, settings.agent, settings.locale, self._now(), is_parked)

    async def left(self) -> "tuple[list[Kept], list[str]]":
        """The forms on this database that were not saved and that nobody has open, oldest first; and complaints.

        What cannot be used is put aside, but for what a newer program has written: that one will use it.
        """
        return await asyncio.wrap_future(self.background.keep(self._left))

    def _left(self) -> "tuple[list[Kept], list[str]]":
        forms, complaints = [], []
        for left in self.drafts.left():
            try:
                unsaved = _read(left)
            except NewerUnsaved:
                complaints.append(f"A form that a newer contacts-tui has kept in {self.drafts.folder} stays there.")
            except NotUnsaved as error:
                aside = self.drafts.put_aside(left.name)
                complaints.append(f"No form is opened from {self.drafts.folder / aside}, which is kept. {error}")
            else:
                if unsaved.typed.database == self._settings.database_key:
                    forms.append(Kept(unsaved, Keeping(self, unsaved.account, left.name)))
        return sorted(forms, key=lambda form: form.unsaved.typed.at), complaints


class Keeping:
    """The file of one form; there is one only while something is typed that is not saved."""

    def __init__(self, keeper: Keeper, account: Account | None, left: str = "") -> None:
        self._keeper = keeper
        self._account = account and needed_of(account)
        self._name = left
        self._is_left = bool(left)
        """Whether another program has written the file, and it is still that one's."""
        self._asked: Unsaved | None = None
        """What was to be kept last."""
        self.trouble = ""
        """Why that is not kept, in a sentence; empty if it is."""

    def unsaved(self, basis: Basis[Any, Any, Any], draft: AnyDraft, *, is_parked: bool = False) -> Unsaved:
        """Return what is to be kept of a form."""
        typed = self._keeper.circumstances(is_parked=is_parked)
        return Unsaved(draft, basis.opened, basis.before, self._account, typed)

    async def take(self) -> bool:
        """Take over a file that was left. False if another program has taken it."""
        return await asyncio.wrap_future(self._keeper.background.keep(self._take))

    def put(self, unsaved: Unsaved) -> "asyncio.Future[str]":
        """Begin to keep something, unless it is kept already. The result is `trouble`."""
        if unsaved.full_number:
            self.drop()
            self.trouble = NUMBER.format(unsaved.full_number)
            return _done(self.trouble)
        if self._asked is not None and not self.trouble and _is_same(unsaved, self._asked):
            return _done("")
        self._asked = unsaved
        return asyncio.shield(asyncio.wrap_future(self._keeper.background.keep(lambda: self._write(unsaved))))

    def drop(self) -> "asyncio.Future[str]":
        """Begin to have no file any more. The result is `trouble`: there is none."""
        self.trouble = ""
        if self._asked is not None or self._name:
            self._asked = None
            self._keeper.background.keep(self._remove)
        return _done("")

    # What follows runs in the thread of the files, and nowhere else.

    def _take(self) -> bool:
        if not self._is_left:
            return True
        try:
            mine = self._keeper.drafts.take(self._name)
        except NotKept as error:
            self.trouble = str(error)
            return True
        if mine is None:
            return False
        self._name, self._is_left = mine, False
        return True

    def _write(self, unsaved: Unsaved) -> str:
        drafts, before = self._keeper.drafts, self._name
        try:
            self._name = drafts.write(unsaved.text, before)
        except NotKept as error:
            self.trouble = str(error)
        else:
            self.trouble = ""
            if self._is_left:
                drafts.remove(before)
                self._is_left = False
        return self.trouble

    def _remove(self) -> None:
        self._keeper.drafts.remove(self._name)
        self._name = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that nobody has open now, and its file."""

    unsaved: Unsaved
    keeping: Keeping


def _read(left: Left) -> Unsaved:
    if left.trouble:
        raise NotUnsaved(left.trouble)
    return Unsaved.of_text(left.text)


def _is_same(one: Unsaved, other: Unsaved) -> bool:
    """Whether only the time differs."""
    return replace(one, typed=replace(one.typed, at=other.typed.at)) == other


def _done(trouble: str) -> "asyncio.Future[str]":
    done = asyncio.get_running_loop().create_future()
    done.set_result(trouble)
    return done
