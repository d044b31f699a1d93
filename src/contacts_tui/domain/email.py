"""E-mail addresses, checked without the network. The only module that imports email_validator."""

import re
import unicodedata
from typing import Final

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from contacts_tui.domain.contact import Email
from contacts_tui.domain.mail_domains import is_known, slip_of
from contacts_tui.domain.text import fold, has_invisible, painted

_SEVERAL: Final = re.compile(r"@[^@]*[\s,;/|<>]+[^@]*@")
_ENDS_IN_ONE_LETTER: Final = re.compile(r"\.[^.]$")
_NOT_ALLOWED: Final = re.compile(r"contains (?:invalid|unsafe) characters[^:]*: (.+)\.$")

_OURS: Final = (
    ("have an @-sign", "no @ in it"),
    ("something before the @-sign", "nothing before the @"),
    ("something after the @-sign", "nothing behind the @"),
    ("should have a period", "no ending such as .com"),
    ("top-level domain", "no ending such as .com"),
    ("two periods in a row", "two periods in a row"),
    ("special-use", "a reserved name: no mail goes there"),
    ("too long", "too long for an address"),
    ("so many characters", "too long for an address"),
    ("display name", "only the address, without a name"),
    ("bracketed IP", "a domain, not a number, is needed"),
    ("Quoting", "no quotation marks, please"),
    ("start with a period", "begins with a period"),
    ("end with a period", "ends with a period"),
    ("hyphen", "a hyphen where none can stand"),
    ("period", "a period where none can stand"),
)
"""What email-validator says, by a piece of its English, and what fits beside a field."""


def read_email(typed: str, own_domains: frozenset[str]) -> tuple[Email | None, str, str | None]:
    """Read an address; `own_domains` are those that the account's contacts use, in lower case.

    Returns the e-mail, or None where no mail can go there; a short sentence, which is an error without an e-mail and a
    doubt with one; and what was perhaps meant. A domain that looks like a known one but is spelled with other letters
    (a dotless i in gmail, one Cyrillic letter in a Latin word) is such a doubt: it can exist, and it can be a trap.
    """
    if has_invisible(typed):
        return None, "contains invisible characters", painted(typed)
    found = _validated(typed)
    if isinstance(found, str):
        return None, found, _mended(typed)
    if _ENDS_IN_ONE_LETTER.search(found.domain):
        return None, f"no domain ends in .{found.domain[-1]}", None
    email = Email(found.normalized, found.normalized.casefold())
    looks_like = fold(found.domain)
    if looks_like != found.domain and is_known(looks_like, own_domains):
        sentence = f"looks like {looks_like}, is {found.ascii_domain}"
        return email, sentence, f"{found.local_part}@{looks_like}"
    if any(len(_scripts(label)) > 1 for label in found.domain.split(".")):
        return email, f"letters of two scripts: {found.ascii_domain}", None
    meant = slip_of(found.domain, own_domains)
    return (email, "", None) if meant is None else (email, f"{meant}?", f"{found.local_part}@{meant}")


def _validated(typed: str) -> ValidatedEmail | str:
    """Return the address as email-validator sees it, or why it is none."""
    try:
        return validate_email(typed, check_deliverability=False, strict=True)
    except EmailNotValidError as error:
        return _why(typed, str(error))


def _why(typed: str, theirs: str) -> str:
    if _SEVERAL.search(typed):
        return "two addresses: put one in each field"
    if typed.count("@") > 1:
        return "more than one @"
    for piece, ours in _OURS:
        if piece in theirs:
            return ours
    refused = _NOT_ALLOWED.search(theirs)
    if refused is None:
        return "not an e-mail address"
    return "a space in it" if refused[1] == "SPACE" else f"not allowed in it: {refused[1]}"


def _mended(typed: str) -> str | None:
    """Return the address without what comes along when one is copied, a comma for a period put right."""
    bare = re.sub(r"^(?:mailto:|<)+|[>.,;]+$", "", typed.strip(), flags=re.IGNORECASE)
    local_part, at, domain = bare.partition("@")
    bare = f"{local_part}{at}{domain.replace(',', '.')}"
    return None if bare == typed or isinstance(_validated(bare), str) else bare


def _scripts(label: str) -> frozenset[str]:
    """Return the alphabets of a word among those whose letters look alike."""
    names = (unicodedata.name(c, "").partition(" ")[0] for c in label if c.isalpha())
    return frozenset(n for n in names if n in {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
