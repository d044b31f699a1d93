"""Phone numbers as people say them, read by libphonenumber. The only module that imports phonenumbers."""

import re
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, ValidationResult, shortnumberinfo

from contacts_tui.domain.contact import Phone, PhoneStatus

HOME: Final = "US"
"""Where numbers are dialled when nothing says otherwise: an ISO 3166 code."""

_NORTH_AMERICA: Final = 1
_MEXICO: Final = 52
_FEW_TRIES: Final = 20
"""How often a text is searched for numbers: a field holds one or two, a hostile text thousands."""

_DOUBTS: Final = {
    PhoneStatus.VALID: "",
    PhoneStatus.POSSIBLE: "not an assigned number",
    PhoneStatus.LOCAL: "area code missing",
    PhoneStatus.SHORT: "a short number",
}
_BY_LENGTH: Final = {
    ValidationResult.IS_POSSIBLE: PhoneStatus.POSSIBLE,
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: PhoneStatus.LOCAL,
}

_SEARCHED: Final = 250
"""Characters of a text in which numbers are searched."""
_TOO_SHORT: Final = (NumberParseException.TOO_SHORT_NSN, NumberParseException.TOO_SHORT_AFTER_IDD)

_ZERO_ZERO: Final = re.compile(r"^(?:tel:)?\s*00(?=[\s().\-/]*[1-9])", re.IGNORECASE)
_STAR_CODE: Final = re.compile(r"\*\d{2,3}")
"""A service of the telephone company, dialled on its own: *98."""
_OLD_MEXICAN_MOBILE: Final = re.compile(r"1(\d{10})")


def read_phone(raw: str, region: str) -> tuple[Phone, str]:
    """Read a number as it is dialled from `region`, an ISO 3166 code of two letters; any other needs a `+` number.

    Returns the phone, with `raw` untouched, and a short sentence: empty for a valid number, a doubt that can be saved
    for any other status but BAD, and for BAD the reason. Raises nothing, whatever the text.
    """
    number = _parsed(raw, region)
    if isinstance(number, NumberParseException):
        return _kept(raw, PhoneStatus.BAD, _typed_digits(raw)), _why_unreadable(raw, region, number)
    mended = _without_old_mobile_prefix(number)
    if mended is not None:
        return _written(raw, mended, region, PhoneStatus.VALID), "the 1 behind +52 is no longer dialled"
    status = _status(raw, number, region)
    if status is PhoneStatus.BAD:
        return _kept(raw, status, number), _why_impossible(raw, number, region)
    is_dialled_from_anywhere = status in (PhoneStatus.VALID, PhoneStatus.POSSIBLE)
    phone = _written(raw, number, region, status) if is_dialled_from_anywhere else _kept(raw, status, number)
    return phone, _DOUBTS[status]


def _status(raw: str, number: PhoneNumber, region: str) -> PhoneStatus:
    if phonenumbers.is_valid_number(number):
        return PhoneStatus.VALID
    if _is_short(raw, number, region):
        return PhoneStatus.SHORT
    return _BY_LENGTH.get(phonenumbers.is_possible_number_with_reason(number), PhoneStatus.BAD)


def _parsed(raw: str, region: str) -> PhoneNumber | NumberParseException:
    """Read the number as typed; where that cannot be dialled and begins with 00, as if that was a `+`."""
    typed = _parse(raw, region)
    if isinstance(typed, PhoneNumber) and phonenumbers.is_possible_number(typed):
        return typed
    abroad, found = _ZERO_ZERO.subn("+", phonenumbers.normalize_digits_only(raw.strip(), keep_non_digits=True), count=1)
    if not found:
        return typed
    read = _parse(abroad, region)
    is_possible = isinstance(read, PhoneNumber) and (
        phonenumbers.is_possible_number_with_reason(read) == ValidationResult.IS_POSSIBLE
    )
    return read if is_possible else typed


def _parse(text: str, region: str) -> PhoneNumber | NumberParseException:
    try:
        return phonenumbers.parse(text, region, keep_raw_input=True)
    except NumberParseException as error:
        return error


def _written(raw: str, number: PhoneNumber, region: str, status: PhoneStatus) -> Phone:
    """Make the phone of a number that can be dialled, as people in `region` write it."""
    extension = number.extension or ""
    bare = PhoneNumber(
        country_code=number.country_code,
        national_number=number.national_number,
        italian_leading_zero=number.italian_leading_zero,
        number_of_leading_zeros=number.number_of_leading_zeros,
    )
    is_home = number.country_code == phonenumbers.country_code_for_region(region)
    shown = phonenumbers.format_number(bare, PhoneNumberFormat.NATIONAL if is_home else PhoneNumberFormat.INTERNATIONAL)
    e164 = phonenumbers.format_number(bare, PhoneNumberFormat.E164)
    country = phonenumbers.region_code_for_number(bare) if status is PhoneStatus.VALID else None
    return Phone(
        raw=raw,
        e164=e164,
        extension=extension,
        digits=e164[1:],
        region=country if country and country.isalpha() else None,
        status=status,
        shown=f"{shown} x{extension}" if extension else shown,
    )


def _kept(raw: str, status: PhoneStatus, number: PhoneNumber | str) -> Phone:
    """Make the phone of what cannot be dialled from elsewhere: shown as it was said."""
    if isinstance(number, str):
        return Phone(raw, None, "", number, None, status, raw)
    digits = phonenumbers.national_significant_number(number)
    return Phone(raw, None, number.extension or "", digits, None, status, raw)


def _is_short(raw: str, number: PhoneNumber, region: str) -> bool:
    if number.country_code_source != phonenumbers.CountryCodeSource.FROM_DEFAULT_COUNTRY:
        return False
    if _STAR_CODE.fullmatch(raw.strip()):
        return bool(number.country_code == _NORTH_AMERICA)
    return bool(shortnumberinfo.is_valid_short_number_for_region(number, region))


def _without_old_mobile_prefix(number: PhoneNumber) -> PhoneNumber | None:
    """Turn a Mexican mobile number as it was dialled until 2019 into its form of today."""
    old = _OLD_MEXICAN_MOBILE.fullmatch(phonenumbers.national_significant_number(number))
    if number.country_code != _MEXICO or old is None:
        return None
    mended = PhoneNumber(country_code=_MEXICO, national_number=int(old[1]), extension=number.extension)
    return mended if phonenumbers.is_valid_number(mended) else None


def _why_impossible(raw: str, number: PhoneNumber, region: str) -> str:
    crowd = _crowd(raw, region)
    if crowd:
        return crowd
    national = phonenumbers.national_significant_number(number)
    count = _count(len(national))
    if number.country_code_source != phonenumbers.CountryCodeSource.FROM_DEFAULT_COUNTRY:
        count = f"{count} after +{number.country_code}"
    lengths, reason = _lengths(number), phonenumbers.is_possible_number_with_reason(number)
    if reason == ValidationResult.TOO_SHORT and lengths:
        return f"too short: {count}, at least {lengths[0]}"
    if reason == ValidationResult.TOO_LONG and lengths:
        return f"too long: {count}, at most {lengths[-1]}"
    return f"wrong length: {count}"


def _why_unreadable(raw: str, region: str, error: NumberParseException) -> str:
    crowd = _crowd(raw, region)
    if crowd:
        return crowd
    digits = _typed_digits(raw)
    if not digits:
        return "letters only, no number" if any(c.isalpha() for c in raw) else "no digits"
    if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
        return "no such country code" if "+" in raw or "\uff0b" in raw else "country code missing: begin with +"
    is_too_short = error.error_type in _TOO_SHORT or len(digits) == 1
    if is_too_short or error.error_type == NumberParseException.TOO_LONG:
        return f"too {'short' if is_too_short else 'long'}: {_count(len(digits))}"
    return "not a phone number"


def _crowd(raw: str, region: str) -> str:
    """Say of a text that it holds a number among other things; empty where there is none in it."""
    found = phonenumbers.PhoneNumberMatcher(
        raw[:_SEARCHED], region, leniency=phonenumbers.Leniency.POSSIBLE, max_tries=_FEW_TRIES
    )
    match sum(1 for _ in found):
        case 0:
            return ""
        case 1:
            return "more than a phone number" if any(c.isalpha() for c in raw) else ""
        case _:
            return "two numbers: put one in each field"


def _lengths(number: PhoneNumber) -> tuple[int, ...]:
    """Tell how many digits the numbers of this country have behind its code, shortest first."""
    code = number.country_code or 0
    metadata = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(
        code, phonenumbers.region_code_for_country_code(code)
    )
    lengths = metadata.general_desc.possible_length if metadata and metadata.general_desc else ()
    return tuple(sorted(n for n in lengths if n > 0))


def _typed_digits(raw: str) -> str:
    return str(phonenumbers.normalize_digits_only(raw))


def _count(digits: int) -> str:
    return "1 digit" if digits == 1 else f"{digits} digits"
