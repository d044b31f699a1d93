"""Full numbers of cards and bank accounts in what people type, so that a form can refuse to keep them."""

import re
import unicodedata
from functools import cache
from itertools import accumulate
from typing import Final

_CARDS: Final = (
    (2200, 2204, range(16, 20)),  # Mir
    (2221, 2720, (16,)),  # Mastercard
    (3000, 3059, range(14, 20)),  # Diners Club
    (3095, 3095, range(14, 20)),  # Diners Club
    (3400, 3499, (15,)),  # American Express
    (3528, 3589, range(16, 20)),  # JCB
    (3600, 3699, range(14, 20)),  # Diners Club
    (3700, 3799, (15,)),  # American Express
    (3800, 3999, range(14, 20)),  # Diners Club, Hipercard
    (4000, 4999, (13, 16, 18, 19)),  # Visa
    (5000, 5099, range(12, 20)),  # Maestro, Elo, Verve
    (5100, 5599, (16,)),  # Mastercard
    (5600, 6999, range(12, 20)),  # Maestro, Discover, UnionPay, RuPay, Elo
)
"""The first four digits that issuers have been given under ISO/IEC 7812, and how many digits their cards have.

From the tables of issuers in Wikipedia's "Payment card number" and in braintree/credit-card-type, taken together: the
length tells a card from most phone numbers and dates.
"""
_SHORTEST_CARD: Final = 12
_AMERICAN_EXPRESS: Final = [4, 6]
"""Digits of the groups on its cards and those of Diners Club, before the last one."""
_LONGEST_PHONE: Final = 15
"""Digits of a phone number after its plus, by E.164."""

_REGISTRY: Final = (
    "AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c CH5n12c CR18n"
    " CY8n16c CZ20n DE18n DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n FK2a12n FO14n FR10n11c2n GB4a14n GE2a16n"
    " GI4a15c GL14n GR7n16c GT24c HN4a20n HR17n HU24n IE4a14n IL19n IQ4a15n IS22n IT1a10n12c JO4a4n18c KW4a22c"
    " KZ3n13c LB4n20c LC4a24c LI5n12c LT16n LU3n13c LV4a13c LY21n MC10n11c2n MD20c ME18n MK3n10c2n MN16n MR23n"
    " MT4a5n18c MU4a19n3a NI4a20n NL4a10n NO11n OM3n16c PK4a16c PL24n PS4a21c PT21n QA4a21c RO4a16c RS18n RU14n15c"
    " SA2n18c SC4a20n3a SD14n SE20n SI15n SK20n SM1a10n12c SO19n ST21n SV4a20n TL19n TN20n TR6n16c UA6n19c VA18n"
    " VG4a16n XK16n YE4a4n18c"
)
"""What follows the country and the two check digits, in digits (n), letters (a) or both (c).

From the IBAN registry that SWIFT keeps for ISO 13616, https://www.swift.com/standards/data-standards/iban.
"""
_IBANS: Final = dict(re.findall("([A-Z]{2})([0-9nac]+)", _REGISTRY))
_KINDS: Final = {"n": "[0-9]", "a": "[A-Z]", "c": "[A-Z0-9]"}

_RUN: Final = re.compile(r"(?P<plus>\+?)(?P<first>[0-9]+)(?P<more>(?:[ .-][0-9]+)*)")
_IBAN_BEGIN: Final = re.compile("[A-Z]{2}(?=[0-9]{2})")
_ANYWHERE: Final = "[ .-]?"
"""What may stand between any two characters of a number."""

_ACCOUNT: Final = r"(?<![0-9])(?P<account>[0-9](?:[ -]?[0-9]){3,16})(?![0-9])"
_ROUTING: Final = r"(?<![0-9])(?P<routing>[0-9]{9})(?![0-9])"
_PAIR: Final = re.compile(rf"{_ROUTING}(?=[ :;,/|-]{{1,5}}{_ACCOUNT})")
_NAMED_PAIRS: Final = (
    re.compile(rf"{_ROUTING}(?=[^0-9]{{1,30}}{_ACCOUNT})"),
    re.compile(rf"{_ACCOUNT}(?=[^0-9]{{1,30}}{_ROUTING})"),
)
_ROUTING_NAMED: Final = re.compile(r"\b(?:ABA|RTN|ROUTING|TRANSIT)\b|\u2446")
_DISTRICTS: Final = (*range(13), *range(21, 33), *range(61, 73), 80)
"""The first two digits of routing numbers, by the American Bankers Association."""
_DATE: Final = re.compile(r"(?:19|20)[0-9]{2}(?:[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12][0-9]|3[01]))?")
_PLAIN_ACCOUNT: Final = 6
"""Digits at least of an account number behind a routing number that no word names."""

_BANK_ACCOUNT: Final = re.compile(
    r"\b(?:BANK|BANKING|CHECKING|CHEQUING|SAVINGS|DEPOSIT) {0,3}(?:ACCOUNT|ACCT|A/C)\b"
    r"[ .:#-]{0,5}(?:(?:NUMBER|NUM|NO|NR|IS)\b[ .:#-]{0,5}){0,2}"
    r"[0-9](?:[ -]?[0-9]){5,16}(?![0-9])"
)


def full_number(text: str) -> str:
    """Return what full number of a card or bank account stands in a text, in words; empty if there is none.

    Found are cards of 12 to 19 digits that pass Luhn's check and IBANs that pass theirs, with single spaces, dashes,
    underscores or dots anywhere in them. A phone number behind its plus is none.

    Bank accounts of the United States have no check digit, and every account here has a number too, so a number is not
    taken for one because "account" stands before it. Found are a routing number that passes its check, with 6 to 17
    digits behind it (4 to 17 where a word as "routing" is in the text) that are no date, and 6 to 17 digits behind
    "bank account", "checking account" and the like.
    """
    folded = "".join(map(_folded, text.replace("_", "-"))).upper()
    if any(map(_is_iban, _IBAN_BEGIN.finditer(folded))):
        return "an IBAN"
    if any(map(_has_card, _RUN.finditer(folded))):
        return "a card number"
    if _BANK_ACCOUNT.search(folded) or _has_routing(folded):
        return "a bank account number"
    return ""


def _folded(c: str) -> str:
    """Digits of every script and shape as ASCII, all white space and dashes as one, nothing that cannot be seen."""
    if c.isascii():
        return c if c.isprintable() else " " if c.isspace() else ""
    digit = unicodedata.digit(c, None)
    if digit is not None:
        return str(digit)
    match unicodedata.category(c):
        case "Cc" | "Cf" | "Mn" | "Me":
            return ""
        case "Zs" | "Zl" | "Zp":
            return " "
        case "Pd":
            return "-"
        case _:
            return "-" if c == "\u2212" else unicodedata.normalize("NFKC", c)


def _has_card(run: re.Match[str]) -> bool:
    """Whether the groups of a run of digits, all or some neighbours, make a card.

    No group is cut: it is a number of its own. Some of the groups must look as those of a card do, which two phone
    numbers side by side do not.
    """
    groups, marks = [run["first"], *re.findall("[0-9]+", run["more"])], re.findall("[ .-]", run["more"])
    digits, is_phone = "".join(groups), bool(run["plus"])
    if len(digits) < _SHORTEST_CARD or (is_phone and len(digits) <= _LONGEST_PHONE):
        return False
    bounds = list(accumulate(map(len, groups), initial=0))
    place = {bound: number for number, bound in enumerate(bounds)}
    sums = _luhn_sums(digits)
    for first, begin in enumerate(bounds[:-1]):
        for length in _card_lengths(digits[begin : begin + 4]):
            end = begin + length
            is_dialled = is_phone and begin == 0 and length <= _LONGEST_PHONE
            if end not in place or is_dialled or (sums[end % 2][end] - sums[end % 2][begin]) % 10:
                continue
            last = place[end]
            if length == len(digits) or _is_regular(groups[first:last], marks[first : last - 1]):
                return True
    return False


def _is_regular(groups: list[str], marks: list[str]) -> bool:
    """Whether groups have the same mark between them, and all but the last the same length or that of 4-6-5."""
    lengths = [len(group) for group in groups[:-1]]
    return len(set(marks)) <= 1 and (len(set(lengths)) <= 1 or lengths == _AMERICAN_EXPRESS)


def _luhn_sums(digits: str) -> tuple[list[int], list[int]]:
    """Return Luhn's sums of the first digits, with those at even places doubled, and with those at odd places.

    The sum of a stretch is the difference of two, so that a long text is gone through once. A card that ends before
    an even place has those at even places doubled.
    """
    once = list(map(int, digits))
    twice = [sum(divmod(2 * digit, 10)) for digit in once]
    doubled = ([*once], [*once])
    for parity in (0, 1):
        doubled[parity][parity::2] = twice[parity::2]
    return list(accumulate(doubled[0], initial=0)), list(accumulate(doubled[1], initial=0))


@cache
def _card_lengths(first: str) -> tuple[int, ...]:
    """Return how many digits a card has that begins with these four."""
    return tuple(n for low, high, lengths in _CARDS for n in lengths if f"{low}" <= first <= f"{high}")


def _is_iban(begin: re.Match[str]) -> bool:
    if begin[0] not in _IBANS:
        return False
    found = _iban_pattern(begin[0]).match(begin.string, begin.start())
    if found is None:
        return False
    compact = re.sub("[ .-]", "", found[0])
    return int("".join(str(int(c, 36)) for c in compact[4:] + compact[:4])) % 97 == 1


@cache
def _iban_pattern(country: str) -> re.Pattern[str]:
    account = "".join(
        f"(?:{_ANYWHERE}{_KINDS[kind]}){{{count}}}" for count, kind in re.findall("([0-9]+)([nac])", _IBANS[country])
    )
    return re.compile(f"{country}[0-9]{{2}}{account}(?![0-9])")


def _has_routing(text: str) -> bool:
    """Whether a routing number that passes its check has an account number beside it."""
    if any(_is_pair(pair, _PLAIN_ACCOUNT) for pair in _PAIR.finditer(text)):
        return True
    return _ROUTING_NAMED.search(text) is not None and any(
        _is_pair(pair, least=4) for pattern in _NAMED_PAIRS for pair in pattern.finditer(text)
    )


def _is_pair(pair: re.Match[str], least: int) -> bool:
    routing, account = map(int, pair["routing"]), re.sub("[ -]", "", pair["account"])
    checked = sum(weight * digit for weight, digit in zip((3, 7, 1) * 3, routing, strict=True))
    in_district = int(pair["routing"][:2]) in _DISTRICTS
    return in_district and checked % 10 == 0 and len(account) >= least and not _DATE.fullmatch(pair["account"])
