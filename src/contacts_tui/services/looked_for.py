"""What a text looks for among all that is stored."""

from contacts_tui.domain.contact import Phone, PhoneStatus
from contacts_tui.domain.phone import read_phone
from contacts_tui.domain.query import Query, is_number
from contacts_tui.domain.search_text import phone_text
from contacts_tui.domain.text import LONGEST, controls, fold


def looked_for(text: str, region: str) -> tuple[Query, Phone | None]:
    """Return what to look for, and the phone number that a text is as a whole; None if it is none.

    Empty where nothing stored can hold the text. A number is also looked for as it is stored: its digits may have
    been typed as letters, or as those of another script. `region` is where it is dialled.
    """
    if len(text) > LONGEST or controls(fold(text)):
        return Query(()), None
    query = Query.of(text)
    is_whole = is_number(text)
    if not is_whole and not text.lstrip("+( ")[:1].isdecimal():
        return query, None
    phone, _ = read_phone(text.strip(), region)
    dialled = phone_text(phone.e164, "")
    if dialled and not query.is_in(dialled):
        query = Query((*query.ways, (dialled,)))
    return query, phone if is_whole and phone.status is not PhoneStatus.BAD else None
