"""The fields of a form: what stands in them and what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static
from typing_extensions import override

from contacts_tui.domain.problem import Place, Problems, Severity
from contacts_tui.domain.text import clean
from contacts_tui.ui.widgets.choice import Choice
from contacts_tui.ui.widgets.entry import Entry
from contacts_tui.ui.widgets.field import Field

AROUND_FIELDS: Final = 9
"""Lines of a form that are not its fields: borders, title, a sentence of up to five lines, buttons."""

FEWEST_FIELDS: Final = 7
"""Lines of fields below which the form fills the screen instead (`-low` in form.tcss)."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One kind of field of a form."""

    name: str
    label: str
    several: bool = False
    """Whether there may be more than one of it."""
    person: bool = False
    """Whether a pasted person is spread over the form from here."""


@dataclass(frozen=True, slots=True)
class ChoiceSpec:
    """The field in which one of a few words is chosen."""

    name: str
    label: str
    words: tuple[str, ...]
    after: str
    """Name of the field behind which it stands; empty where it goes before all others."""


@dataclass(frozen=True, slots=True)
class Values:
    """What stands in a form."""

    typed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    chosen: int | None = None

    @classmethod
    def of(cls, by_field: Mapping[str, tuple[str, ...]], choice: ChoiceSpec) -> "Values":
        """What `by_field` has returned, in a form again."""
        typed = {name: values or ("",) for name, values in by_field.items() if name != choice.name}
        word = by_field[choice.name]
        return cls(typed, choice.words.index(word[0]) if word else None)

    def by_field(self, choice: ChoiceSpec) -> dict[str, tuple[str, ...]]:
        """What stands in each field, the chosen word too, without outer white space and without what is empty."""
        typed = {name: tuple(filter(None, map(clean, values))) for name, values in self.typed.items()}
        return typed | {choice.name: () if self.chosen is None else (choice.words[self.chosen],)}

    def first(self, name: str) -> str:
        """The only value of a field."""
        return self.typed[name][0]


class FormFields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Entries one below the other, and a choice among them; scrolls to where the cursor is, by no key of its own."""

    DEFAULT_CSS = """
    FormFields {
        height: auto; scrollbar-size-vertical: 1;
        #choice-row { height: auto; }
    }
    """

    def __init__(self, specs: Sequence[FieldSpec], choice: ChoiceSpec, values: Values) -> None:
        super().__init__(id="fields")
        self._specs = {spec.name: spec for spec in specs}
        self._choice_spec = choice
        self._start = values
        self.choice = Choice(choice.words, values.chosen, id=choice.name)

    @override
    def compose(self) -> ComposeResult:
        label = Static(self._choice_spec.label, classes="label", markup=False)
        row = Horizontal(label, self.choice, id="choice-row")
        if not self._choice_spec.after:
            yield row
        for spec in self._specs.values():
            for at, typed in enumerate(self._start.typed[spec.name] or ("",)):
                yield self._new(spec, at, typed)
            if spec.name == self._choice_spec.after:
                yield row

    @property
    def values(self) -> Values:
        """What stands in them now."""
        typed: dict[str, tuple[str, ...]] = dict.fromkeys(self._specs, ())
        for one in self.query(Field):
            typed[one.place.field] += (one.entry.typed,)
        return Values(typed, self.choice.chosen)

    def fit_into(self, height: int) -> None:
        """Leave room, of so many lines of the screen, for what stands around the fields."""
        most = height - AROUND_FIELDS
        self.styles.max_height = most if most >= FEWEST_FIELDS else None
        # A bar from before takes the room whose lack alone would keep it there.
        self.show_vertical_scrollbar = False

    async def fill(self, values: Values) -> None:
        """Put other values into the fields: with more fields where there are more, with empty ones where fewer."""
        self.choice.chosen = values.chosen
        for name, typed in values.typed.items():
            there = self._named(name)
            for one, value in zip(there, chain(typed, repeat("")), strict=False):
                one.entry.fill(value)
            if len(typed) > len(there):
                await self._add(name, typed[len(there) :])

    def show(self, problems: Problems, *, everything: bool) -> None:
        """Put problems beside their fields: all of them, or what can be said before the agent is done.

        A field is complained about once the cursor has left it or rests in it with something typed; a hint about
        what was there before is shown at once.
        """
        for one in self.query(Field):
            found = problems.at(one.place)
            quiet = found is not None and found.severity is Severity.HINT
            told = everything or quiet or (one.visited and bool(one.entry.value.strip()))
            one.problem = found if told else None

    def visit(self, entry: Entry) -> None:
        """Note that the cursor has been in this entry long enough."""
        for one in self.query(Field):
            one.visited |= one.entry is entry

    def focus_on(self, place: Place) -> None:
        """Put the cursor into a field; into the choice if the place is no entry."""
        for one in self.query(Field):
            if one.place == place:
                one.entry.focus()
                return
        self.choice.focus()

    def reveal(self, place: Place) -> None:
        """Scroll until a field stands at the top, or all below it is in sight."""
        for one in self._named(place.field):
            if one.place == place:
                one.scroll_visible(animate=False, top=True)

    async def add_one_more(self, entry: Entry) -> bool:
        """Add one more field of the kind in which this entry is; False if there is only one of it."""
        for one in self.query(Field):
            if one.entry is entry and self._specs[one.place.field].several:
                await self._add_empty(one.place.field)
                return True
        return False

    @on(Field.OneMore)
    async def add_by_mouse(self, event: Field.OneMore) -> None:
        """The `+` beside a field was clicked."""
        event.stop()
        await self._add_empty(event.field.place.field)

    def _named(self, name: str) -> list[Field]:
        return [one for one in self.query(Field) if one.place.field == name]

    def _new(self, spec: FieldSpec, at: int, typed: str) -> Field:
        label = "" if at else spec.label
        return Field(Place(spec.name, at), label, typed, several=spec.several and not at, person=spec.person)

    async def _add_empty(self, name: str) -> None:
        await self._add(name, ("",))
        self._named(name)[-1].entry.focus()

    async def _add(self, name: str, typed: Sequence[str]) -> None:
        """Add fields; when it returns they can take the cursor, and with it the keys that were typed ahead."""
        last = self._named(name)[-1]
        new = [self._new(self._specs[name], last.place.at + 1 + more, value) for more, value in enumerate(typed)]
        await self.mount(*new, after=last)
