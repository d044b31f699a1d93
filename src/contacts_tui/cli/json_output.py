"""JSON on the output."""

import json
from collections.abc import Mapping

from contacts_tui.cli.output import say


def say_json(document: Mapping[str, object]) -> None:
    """Write a document to the output as JSON that holds nothing but printable ASCII. Raises ContactsError."""
    # The one control character of ASCII that JSON lets stand as it is.
    say(json.dumps(document, indent=2).replace("\x7f", "\\u007f").split("\n"))
