"""What stands around the fields of a form: title, a sentence, buttons."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalGroup
from textual.content import Content
from textual.widgets import Button, Static
from typing_extensions import override

from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.widgets.action_line import ActionLine, Part
from contacts_tui.ui.widgets.form_fields import FormFields

HINTS: Final = ("enter, ctrl+s saves  ctrl+g, escape closes", "enter saves  escape closes")
"""What the keys do; the shorter one where there is a button more."""


class FormFrame(VerticalGroup):
    """A title with its `[x]`, the fields, one sentence about all of them, and the buttons cancel, again and save."""

    def __init__(self, title: str, fields: FormFields, *, can_repeat: bool) -> None:
        super().__init__(id="box")
        self._title_text = title
        self._fields = fields
        self._can_repeat = can_repeat
        self._said = Static("", id="said", markup=False)

    @override
    def compose(self) -> ComposeResult:
        with Horizontal(id="title"):
            yield Static(Content.styled(shown(self._title_text), "bold"), id="title-text", markup=False)
            yield ActionLine([Part("[x]", "", "leave")], id="close")
        yield self._fields
        yield self._said
        with Horizontal(id="buttons"):
            yield Static(HINTS[self._can_repeat], id="hint", markup=False)
            yield Button(Content("[ CANCEL ]"), compact=True, id="cancel")
            if self._can_repeat:
                yield Button(Content("[ SAVE, NEW ]"), compact=True, id="again")
            yield Button(Content("[ SAVE ]"), compact=True, variant="primary", id="save")

    def say(self, sentence: str) -> None:
        """Show a sentence about the whole form."""
        self._said.update(shown(sentence))
