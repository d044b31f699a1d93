"""One person, many rows: which others of the account get the same change."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from typing_extensions import override

from contacts_tui.domain.people import Sharing
from contacts_tui.ui.present.contact_lines import named
from contacts_tui.ui.present.fitting import shown
from contacts_tui.ui.widgets.action_line import ActionLine, Part


class SharingQuestion(ModalScreen[tuple[Sharing, ...] | None]):
    """Gives what is to be saved along, none of them for `n`, None to go back to the form."""

    CSS_PATH = "question.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "also", "Change them too", id="sharing.also"),
        Binding("n", "only_this", "Only this one", id="sharing.only_this"),
        Binding("space", "mark", "Mark", id="sharing.toggle"),
        Binding("escape", "back", "Back", id="sharing.back"),
        Binding("ctrl+g", "back", "Back", id="sharing.back.alt", show=False),
    ]

    def __init__(self, sharing: Sequence[Sharing]) -> None:
        super().__init__()
        self._sharing = tuple(sharing)
        self._marked = [s.same_name for s in sharing]

    @override
    def compose(self) -> ComposeResult:
        fields = sorted({name for s in self._sharing for name in s.fields})
        some = (
            "1 more contact of this account has"
            if len(self._sharing) == 1
            else f"{len(self._sharing)} more contacts of this account have"
        )
        with VerticalGroup(id="box"):
            yield Static(f"{some} the old {' and '.join(fields)}. Change them too?", id="text", markup=False)
            yield OptionList(
                *(Option(self._line(at)) for at in range(len(self._sharing))), id="list", markup=False, compact=True
            )
            yield ActionLine([Part(" y ", "reverse", "also"), Part(" change the marked ones too", "", "also")])
            yield ActionLine([Part(" n ", "reverse", "only_this"), Part(" only this one", "", "only_this")])
            yield ActionLine(
                [
                    Part(" space ", "reverse", "mark"),
                    Part(" mark or not   ", "", "mark"),
                    Part(" escape ", "reverse", "back"),
                    Part(" back", "", "back"),
                ]
            )

    def _line(self, at: int) -> Content:
        one = self._sharing[at]
        return Content(shown(f"[{'x' if self._marked[at] else ' '}] {named(one.contact)}"))

    @on(OptionList.OptionSelected)
    def toggle_by_mouse(self, event: OptionList.OptionSelected) -> None:
        """A click marks; `enter` marks too, and never answers."""
        event.stop()
        self.action_mark()

    @on(ActionLine.Chosen)
    async def answer_by_mouse(self, event: ActionLine.Chosen) -> None:
        """An answer was clicked."""
        await self.run_action(event.action)

    def action_mark(self) -> None:
        """Mark the contact under the cursor, or not."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self._marked[options.highlighted] = not self._marked[options.highlighted]
            options.replace_option_prompt_at_index(options.highlighted, self._line(options.highlighted))

    def action_also(self) -> None:
        """Save the marked ones along."""
        self.dismiss(tuple(s for s, marked in zip(self._sharing, self._marked, strict=True) if marked))

    def action_only_this(self) -> None:
        """Save only the one that was edited."""
        self.dismiss(())

    def action_back(self) -> None:
        """Save nothing yet."""
        self.dismiss(None)
