"""E-mail addresses, and what was perhaps meant."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts_tui.domain.email import read_email
from contacts_tui.domain.mail_domains import is_known, slip_of

NONE: frozenset[str] = frozenset()
HONEST = (
    "gmail.com mail.com email.com ymail.com me.com gmx.de gmx.net gmx.at yahoo.ca yahoo.cn yahoo.it hotmail.be "
    "aon.com mee.com cos.net allstream.com allstream.ca test.com gm.com mali.com"
)
OWN = frozenset({"allstream.com", "m\u00fcnchen.de"})


@pytest.mark.parametrize("typed", ["test@gmail.com", "test@test.com", "a@example.com", "j\u00f6rg@m\u00fcnchen.de"])
def test_a_good_address_is_taken_without_a_word(typed: str):
    email, sentence, offer = read_email(typed, NONE)
    assert email is not None
    assert (email.address, sentence, offer) == (typed, "", None)


def test_only_the_domain_is_lowered_and_the_key_is_folded_whole():
    email, *_ = read_email("Test@GMAIL.com", NONE)
    assert email is not None
    assert (email.address, email.key) == ("Test@gmail.com", "test@gmail.com")


@pytest.mark.parametrize(
    ("typed", "reason", "offer"),
    [
        ("ann", "no @ in it", None),
        ("", "no @ in it", None),
        ("ann@", "nothing behind the @", None),
        ("@example.com", "nothing before the @", None),
        ("ann@example", "no ending such as .com", None),
        ("ann@localhost", "no ending such as .com", None),
        ("ann lee@example.com", "a space in it", None),
        ("ann@example..com", "two periods in a row", None),
        (".ann@example.com", "begins with a period", None),
        ("ann@example.com.", "ends with a period", "ann@example.com"),
        ("ann@example,com", "not allowed in it: ','", "ann@example.com"),
        ("mailto:ann@example.com", "not allowed in it: ':'", "ann@example.com"),
        ("<ann@example.com>", "only the address, without a name", "ann@example.com"),
        ("Ann <ann@example.com>", "only the address, without a name", None),
        ("ann@lee@example.com", "more than one @", None),
        ("a@example.com, b@example.com", "two addresses: put one in each field", None),
        ("a@example.com;b@example.com", "two addresses: put one in each field", None),
        ("ann@portal.test", "a reserved name: no mail goes there", None),
        ("ann@gmail.c", "no domain ends in .c", None),
        ("ann@[127.0.0.1]", "a domain, not a number, is needed", None),
        ('"ann"@example.com', "no quotation marks, please", None),
        ("a" * 65 + "@example.com", "too long for an address", None),
        ("ann@-example.com", "a hyphen where none can stand", None),
        ("ann\x1b@example.com", "not allowed in it: U+001B", None),
        ("ann@example.com\u200b", "contains invisible characters", "ann@example.com"),
    ],
)
def test_where_no_mail_can_go_the_reason_is_told(typed: str, reason: str, offer: str | None):
    assert read_email(typed, NONE) == (None, reason, offer)


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmal.com", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("gnail.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("hotmial.com", "hotmail.com"),
        ("yaho.com", "yahoo.com"),
        ("aol.con", "aol.com"),
        ("comcast.ent", "comcast.net"),
        ("alstream.com", "allstream.com"),
        ("munchen.de", "m\u00fcnchen.de"),
    ],
)
def test_a_domain_one_slip_away_is_doubted_and_the_whole_address_offered(domain: str, meant: str):
    email, sentence, offer = read_email(f"Test@{domain}", OWN)
    assert email is not None
    assert (email.address, sentence, offer) == (f"Test@{domain}", f"{meant}?", f"Test@{meant}")


@pytest.mark.parametrize("domain", HONEST.split())
def test_a_domain_of_its_own_is_not_doubted(domain: str):
    assert read_email(f"a@{domain}", OWN)[1:] == ("", None)


def test_a_slip_that_was_stored_before_is_a_slip_still():
    assert read_email("ann@gmial.com", frozenset({"gmial.com"}))[1:] == ("gmail.com?", "ann@gmail.com")
    assert read_email("ann@gmail.com", frozenset({"gmial.com"}))[1:] == ("", None)
    assert slip_of("gmiall.com", frozenset({"gmial.com"})) is None


@pytest.mark.parametrize("typed", ["a@gma\u0131l.com", "a@xn--gmal-nza.com", "a@gm\u00e1il.com"])
def test_a_domain_that_only_looks_like_a_known_one_is_doubted_with_its_true_name(typed: str):
    email, sentence, offer = read_email(typed, NONE)
    assert email is not None
    assert sentence.startswith("looks like gmail.com, is xn--")
    assert offer == "a@gmail.com"


def test_a_word_of_two_alphabets_is_doubted_with_its_true_name():
    email, sentence, _ = read_email("a@\u0430pple.com", NONE)
    assert email is not None
    assert sentence == "letters of two scripts: xn--pple-43d.com"
    assert read_email("a@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444", NONE)[1] == ""


def test_no_network_look_up_is_even_loaded():
    code = (
        "import sys\nfrom contacts_tui.domain.email import read_email\nread_email('a@gmail.com', frozenset())\n"
        "sys.exit(any(m.split('.')[0] == 'dns' for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@settings(deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="ab.@-_<>,; \u0131\u0430\u200d\u00fc", max_size=40) | st.emails())
def test_whatever_the_text_there_is_an_email_or_a_sentence(typed: str):
    email, sentence, offer = read_email(typed, OWN)
    assert email is not None or sentence
    assert sentence.isprintable()
    if email is not None:
        assert read_email(email.address, OWN)[0] == email
    if offer is not None:
        assert offer != typed


@settings(deadline=None)
@given(st.sampled_from(["gmail.com", "outlook.com", "allstream.com"]), st.integers(0, 5), st.sampled_from("abcxyz"))
def test_what_is_offered_is_known_and_what_is_known_is_offered_nothing(domain: str, at: int, letter: str):
    for slipped in (domain[:at] + domain[at + 1 :], domain[:at] + letter + domain[at:]):
        meant = slip_of(slipped, OWN)
        assert meant is None or is_known(meant, OWN)
        assert meant is None or slip_of(meant, OWN) is None
