"""The settings file: what it sets, and how it is said that something in it does not count."""

import os
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts_tui.cli.settings_file import Chosen, read_settings, settings_of
from contacts_tui.cli.toml_lines import lines_of_keys
from contacts_tui.domain.link import Link
from contacts_tui.domain.my_account import ELSEWHERE
from contacts_tui.domain.text import UNPAINTABLE

Run = Callable[..., subprocess.CompletedProcess[str]]

GOOD = """\
locale = "fr-CA"

[links]
reports = "https://portal.example.com/reports?account={account}"
notes = "http://notes"
"""


def test_a_file_sets_how_many_backups_are_kept():
    assert [settings_of(text).backups for text in ("", "backups = 0", "backups = 12")] == [None, 0, 12]


def test_a_file_sets_the_locale_and_the_links():
    links = {
        "reports": Link("https://portal.example.com/reports?account={account}"),
        "notes": Link("http://notes"),
    }
    assert settings_of(GOOD) == Chosen("fr_CA", links)


def test_a_file_sets_how_long_the_trash_is_kept():
    assert settings_of("trash_days = 90") == Chosen(trash_days=90)
    assert settings_of("trash_days = 0") == Chosen(trash_days=0)


def test_every_entry_that_is_another_system_takes_a_link():
    text = "[links]\n" + "".join(f'{entry} = "https://{entry}/"\n' for entry in ELSEWHERE)
    assert [*settings_of(text).links] == [*ELSEWHERE]
    assert len(ELSEWHERE) == 9


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('\n\n\nlink = "x"', 'line 4: there is no setting "link"; did you mean "links"?'),
        ("[linkz]\nreports = 'x'", 'line 1: there is no setting "linkz"; did you mean "links"?'),
        ("colour = 1", 'line 1: there is no setting "colour".'),
        (
            "[links]\n\nreport = 1",
            'line 3: there is no setting "report" in [links]; did you mean "reports"?',
        ),
        (
            "[links]\nbilling_center = 'http://x'",
            'line 2: there is no setting "billing_center" in [links].',
        ),
        ("links.notes = 5", 'line 1: "notes" takes a text in quotes.'),
        ("# x\nlinks = 5", 'line 2: "links" is a table: its settings stand below [links].'),
        (
            "[[links]]\nnotes = 'http://x'",
            'line 1: "links" is a table: its settings stand below [links].',
        ),
        ("locale = 5", 'line 1: "locale" takes a text in quotes.'),
        ("backups = -1", 'line 1: "backups" takes a whole number from 0, which makes none, to 1,000.'),
        ("backups = true", 'line 1: "backups" takes a whole number from 0, which makes none, to 1,000.'),
        *(
            (f"trash_days = {n}", 'line 1: "trash_days" takes a whole number of days from 0 (for ever) to 36,500.')
            for n in ("-1", "36501", "true", "'30'", "30.0")
        ),
        (
            "locale = 'fr_CAN'",
            'line 1: "fr_CAN", for "locale", is no locale that money and dates can be written in: did you mean fr_CA?',
        ),
        (
            "[links]\nnotes = 'ftp://x'",
            'line 2: "ftp://x", for "notes", does not begin with http:// or https://.',
        ),
        (
            "[links]\nnotes = 'http://x/{name}'",
            'line 2: "http://x/{name}", for "notes", has {name} in it, where only {account} is filled in.',
        ),
        (
            "locale = 'de'\nlinks =",
            "line 2: this is no TOML (Invalid value), and nothing in it counts until that is mended.",
        ),
        (
            '\na = "\n\n',
            "line 2: this is no TOML (Illegal character '\\n'), and nothing in it counts until that is mended.",
        ),
    ],
)
def test_what_does_not_count_is_said_in_one_sentence(text: str, sentence: str):
    assert settings_of(text).complaints == (f"settings.toml, {sentence}",)


@pytest.mark.parametrize("text", [f"a = {'[' * 5_000}", f"a = {'1' * 5_000}"])
def test_what_is_beyond_all_measure_is_no_toml(text: str):
    said, *more = settings_of(text).complaints
    assert said.startswith("settings.toml: this is no TOML (a number or a nesting beyond all measure), and nothing")
    assert more == []


def test_the_rest_of_the_file_still_counts():
    chosen = settings_of(f"mode = 1\n{GOOD}services = 'ftp://x'\norders = 'https://orders'")
    assert chosen.locale == "fr_CA"
    assert [*chosen.links] == ["reports", "notes", "orders"]
    assert len(chosen.complaints) == 2


def test_many_complaints_are_counted_from_the_third_on():
    chosen = settings_of("[links]\nd = 1\n[c]\n[b]\n[a]\n")
    assert chosen.complaints == (
        'settings.toml, line 2: there is no setting "d" in [links].',
        'settings.toml, line 3: there is no setting "c".',
        "2 more of it do not count.",
    )


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("a = '''\nb = 1\n'''\nb = 2", ("b",), 4),
        ("\"a\" = 1\n'b' = 2\n", ("b",), 2),
        ("links.a = 1\r\nlinks.b = 2\r\n", ("links", "b"), 2),
        ("links = {a = 1, b = 2}", ("links", "b"), 1),
        ("[links] # [x]\na = [\n1,\n2]\nb = 2", ("links", "b"), 5),
        ("[other]\nb = 1\n[links]\nb = 2", ("links", "b"), 4),
        ("[links.b]\nc = 1", ("links", "b"), 1),
        ('[links]\n"b.c" = 1\n"\\u0062" = 2', ("links", "b"), 3),
    ],
)
def test_the_line_of_a_key_is_found_however_it_is_written(text: str, key: tuple[str, ...], line: int):
    assert lines_of_keys(text)[key] == line


def test_behind_an_endless_statement_no_line_is_looked_for():
    text = "a = [\n" + "1,\n" * 20_000 + "]\nb = 1"
    assert lines_of_keys(text) == {}
    assert settings_of(text).complaints[0] == 'settings.toml: there is no setting "a".'


ANYTHING = st.text() | st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "[links]\n", "[[links]]\n", "links.", "[links.", "locale", "links"]),
    st.sampled_from(["", "notes", "locale", "note", '"\\u001b"', "x"]),
    st.sampled_from(["=", ".", "]\n", " = {", ""]),
    st.sampled_from(["1", "'''\n", '"https://x/\\u001b]8;;"', '"en_US"', "1979-05-27", "[[]]", "nan"]) | st.text(),
)


@given(ANYTHING)
def test_no_text_stops_a_start_or_steers_a_terminal(text: str):
    chosen = settings_of(text)
    for sentence in chosen.complaints:
        assert sentence.startswith(("settings.toml", "2 more", "1 more"))
        assert not UNPAINTABLE.search(sentence)
        assert len(sentence) < 300


@given(st.dictionaries(st.sampled_from([*"abcde"]), st.sampled_from(["1", "'''\n\n'''", "{x = 1}", "[\n]"])))
def test_each_key_of_a_file_has_its_line(content: dict[str, str]):
    text = "".join(f"{key} = {value}\n" for key, value in content.items())
    tomllib.loads(text)
    lines = text.split("\n")
    found = lines_of_keys(text)
    assert all(lines[found[(key,)] - 1].startswith(f"{key} =") for key in content)


@given(st.binary(max_size=300))
def test_no_bytes_stop_a_start(content: bytes):
    path = Path(os.environ["XDG_CONFIG_HOME"]) / "settings.toml"
    path.write_bytes(content)
    read_settings(path)


def test_a_missing_file_is_nothing_to_speak_of(tmp_path: Path):
    assert read_settings(tmp_path / "no" / "settings.toml") == Chosen()


def test_a_byte_order_mark_does_no_harm(tmp_path: Path):
    (tmp_path / "settings.toml").write_text(GOOD, encoding="utf-8-sig")
    assert read_settings(tmp_path / "settings.toml") == settings_of(GOOD)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def unreadable(path: Path) -> None:
    path.symlink_to(path)


def no_utf_8(path: Path) -> None:
    path.write_bytes(b"locale = '\xff'")


def endless(path: Path) -> None:
    path.write_text("#" * 100_000)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (a_folder, "it cannot be read (Is a directory)"),
        (a_pipe, "it is a device, a pipe or a socket"),
        (unreadable, "it cannot be read ("),
        (no_utf_8, "it is not in UTF-8"),
        (endless, "it has more than 65,536 bytes"),
    ],
)
def test_what_is_no_file_of_settings_does_not_count(tmp_path: Path, make: Callable[[Path], None], why: str):
    path = tmp_path / "settings.toml"
    make(path)
    chosen = read_settings(path)
    assert (chosen.locale, chosen.links) == (None, {})
    assert chosen.complaints[0].startswith(f"settings.toml does not count, for {why}")
    assert chosen.complaints[0].endswith(f": {path}")


@pytest.fixture
def settings(environment: dict[str, str]) -> Path:
    """Where the program looks for its settings."""
    path = Path(environment["XDG_CONFIG_HOME"]) / "contacts-tui" / "settings.toml"
    path.parent.mkdir(parents=True)
    return path


def test_in_a_pipe_the_page_is_in_the_locale_and_what_does_not_count_stands_apart(run: Run, settings: Path):
    settings.write_text('locale = "de_DE"\n"\\u001b]0;owned\\u0007" = 1\n')
    printed = run("demo")
    assert printed.returncode == 0
    assert printed.stderr == 'settings.toml, line 2: there is no setting "]0;owned".\n'
    assert printed.stdout.startswith("MANEBA  11111  Stand-Alone  since 16.1.2001\n")
    assert "Most recent bill  41,03\xa0$\n" in printed.stdout


def test_a_start_without_settings_says_nothing_and_makes_none(run: Run, environment: dict[str, str]):
    printed = run("demo")
    assert (printed.returncode, printed.stderr) == (0, "")
    assert not Path(environment["XDG_CONFIG_HOME"]).exists()


def test_version_and_help_do_not_read_it(run: Run, settings: Path):
    settings.mkdir()
    for option in ("--version", "--help"):
        assert run(option).stderr == ""
