"""A field of a person that a whole person can be pasted into."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from contacts_tui.domain.draft import ContactDraft
from contacts_tui.domain.paste import pasted_person
from contacts_tui.ui.widgets.entry import Entry


class PersonEntry(Entry):
    """An Entry that tells of a person in a paste instead of taking the text."""

    @dataclass
    class PersonPasted(Message):
        """A whole person was pasted, to be spread over the form's fields."""

        person: ContactDraft

    def on_paste(self, event: events.Paste) -> None:
        """Tell of the person, if it is one; if not, the paste is text."""
        person = pasted_person(event.text)
        if person is not None:
            event.stop()
            event.prevent_default()
            self.post_message(self.PersonPasted(person))
