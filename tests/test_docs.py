"""What the documents say is what the program is. `DOCS=write` writes the tables of docs/keys.md anew."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from textual.binding import Binding

from contacts_tui.cli.commands import COMMANDS
from contacts_tui.domain.listed import ListOf
from contacts_tui.ui.app import ContactsApp
from contacts_tui.ui.screens.billing_center import CenterScreen
from contacts_tui.ui.screens.filtered_list import FilteredList
from contacts_tui.ui.screens.form import Form
from contacts_tui.ui.screens.history_screen import HistoryScreen
from contacts_tui.ui.screens.leaving import WAYS_OUT
from contacts_tui.ui.screens.ledger_sorting import SORTS
from contacts_tui.ui.screens.list_screen import SORTS as LIST_SORTS
from contacts_tui.ui.screens.list_screen import ListScreen
from contacts_tui.ui.screens.page_keys import PAGE_KEYS, SECOND_KEYS, UNBOUND
from contacts_tui.ui.screens.plain_view import PlainView
from contacts_tui.ui.screens.question import Question
from contacts_tui.ui.screens.sharing_question import SharingQuestion
from contacts_tui.ui.screens.trash_screen import TrashScreen
from contacts_tui.ui.screens.view_bill import BillScreen
from contacts_tui.ui.widgets.choice import Choice
from contacts_tui.ui.widgets.filter_entry import FilterEntry
from contacts_tui.ui.widgets.row_table import RowTable

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "contacts_tui"
KEYS: Final = ROOT / "docs" / "keys.md"
PICTURE: Final = ROOT / "docs" / "contacts-page.svg"
DOCUMENTS: Final = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE: Final = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

Row = tuple[list[str], str]
"""The keys of an action, and what it does."""

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def rows_of(*bindings: object) -> list[Row]:
    """A row for each action, with all its keys, in the order of the bindings; digits are told of in prose."""
    rows: dict[str, Row] = {}
    for binding in bindings:
        assert isinstance(binding, Binding)
        key = binding.key_display or binding.key
        keys, _ = rows.setdefault(binding.action, ([], binding.tooltip or binding.description))
        if key not in keys and not key.isdigit():
            keys.append(key)
    return [(keys, does) for keys, does in rows.values() if keys]


TABLES: Final[dict[str, Sequence[Row]]] = {
    "## Everywhere": rows_of(*ContactsApp.BINDINGS),
    "## On the Contacts page": [
        *rows_of(*PAGE_KEYS),
        *((list(action.keys), action.title) for action in SECOND_KEYS),
        *(([":"], f"then: {action.title}") for action in UNBOUND),
    ],
    "## In the filter": rows_of(*FilterEntry.BINDINGS),
    "## In the table": rows_of(*RowTable.BINDINGS),
    "## In the Billing Center": [
        *rows_of(*CenterScreen.keys()),
        *(([f"s {answer.key}"], f"Sort by {answer.label}") for answer in SORTS),
    ],
    "## In View Bill": rows_of(*BillScreen.keys()),
    "## In the lists": [
        *rows_of(*ListScreen.keys()),
        *(([f"s {answer.key}"], f"Sort by {answer.label}") for answer in LIST_SORTS[ListOf.CONTACTS]),
    ],
    "## In the history": rows_of(*HistoryScreen.keys()),
    "## In the trash": rows_of(*TrashScreen.keys()),
    "## In a form": rows_of(*Form.BINDINGS),
    "### In Contact Type, or an account's Type": rows_of(*Choice.BINDINGS),
    "## In a question": rows_of(*Question.BINDINGS),
    "### A changed form": [([answer.key], answer.label) for answer in WAYS_OUT],
    "### The same change for other contacts": rows_of(*SharingQuestion.BINDINGS),
    "## In a list": rows_of(*FilteredList.BINDINGS),
    "## In the plain view": rows_of(*PlainView.BINDINGS),
}
"""The tables of docs/keys.md, each by the heading it stands under."""


def with_tables(document: str) -> str:
    """The document with each table as the program has it now, behind the prose under its heading."""
    sections = re.split(r"\n(?=##)", document)
    return "\n".join(map(_with_table, sections))


def _with_table(section: str) -> str:
    heading = section.partition("\n")[0]
    prose = re.sub(r"(?m)^\|.*\n?", "", section).strip("\n")
    if heading not in TABLES:
        return prose + "\n"
    lines = [f"| {', '.join(f'`{key}`' for key in keys)} | {does} |" for keys, does in TABLES[heading]]
    return "\n".join([prose, "", "| key | does |", "|---|---|", *lines, ""])


def code_in(text: str) -> Iterator[str]:
    """What stands between backticks: in lines, and the lines of blocks."""
    blocks = re.findall(r"^```\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    for block in blocks:
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```\n.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE))


def help_of(*command: str) -> str:
    told = subprocess.run(
        [sys.executable, "-m", "contacts_tui", *command, "--help"], capture_output=True, text=True, check=True
    )
    return told.stdout


HELP: Final = help_of() + "".join(help_of(command.name) for command in COMMANDS)
OPTIONS: Final = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", HELP))
VARIABLES: Final = set(re.findall(r"\bCONTACTS_TUI_[A-Z]+\b", HELP))


def test_the_list_of_keys_is_that_of_the_program():
    written = KEYS.read_text(encoding="utf-8")
    if os.environ.get("DOCS") == "write":
        KEYS.write_text(with_tables(written), encoding="utf-8")
        return
    assert written == with_tables(written), "DOCS=write .venv/bin/pytest tests/test_docs.py writes it anew"


def test_every_table_of_keys_has_its_place():
    headings = re.findall(r"(?m)^##.*$", KEYS.read_text(encoding="utf-8"))
    assert set(TABLES) <= set(headings)


def test_the_readme_tells_of_no_key_that_does_nothing():
    table = README.partition("## Keys")[2].partition("\n## ")[0]
    told = {key for line in table.splitlines() for key in re.findall(r"`([^`]+)`", line)}
    page = {key for keys, _ in TABLES["## On the Contacts page"] for key in keys}
    form = {key for keys, _ in TABLES["## In a form"] for key in keys}
    assert told <= page | form
    assert {hint.key_display or hint.key for hint in PAGE_KEYS if hint.show} <= told


def test_the_readme_names_every_option_and_variable():
    named = " ".join(code_in(README))
    assert OPTIONS - {word for word in OPTIONS if word in named} == set()
    assert VARIABLES - {word for word in VARIABLES if word in named} == set()


@every_document
def test_a_document_names_no_option_variable_or_target_that_is_not_there(document: Path):
    code = "\n".join(code_in(document.read_text(encoding="utf-8")))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"(?<!\S)--[a-z]+(?:-[a-z]+)*", code)) <= OPTIONS
    assert set(re.findall(r"\bCONTACTS_TUI_[A-Z]+\b", code)) <= VARIABLES
    assert set(re.findall(r"(?m)^make ([a-z]+)", code)) <= set(re.findall(r"(?m)^([a-z]+):", makefile))


@every_document
def test_a_link_leads_somewhere(document: Path):
    targets = re.findall(r"\]\(([^)]+)\)", document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_the_commands_of_the_readme_run(tmp_path: Path):
    database = str(tmp_path / "demo.db")
    env = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "CONTACTS_TUI_DATABASE": database,
    }
    subprocess.run([sys.executable, "-m", "contacts_tui", "demo", "--database", database], check=True, env=env)
    commands = [line for line in code_in(README.partition("### In a pipe")[2]) if line.startswith("contacts-tui ")]
    assert len(commands) > 1
    for command in commands:
        done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
        assert done.stderr == ""


def tree() -> Iterator[Path]:
    """The paths in the tree of docs/architecture.md."""
    above = [ROOT]
    for indent, name in re.findall(r"(?m)^((?:│   |    )*)[├└]── (\S+)", ARCHITECTURE):
        depth = len(indent) // 4
        above = [*above[: depth + 1], above[depth] / name]
        yield above[-1]


def test_what_the_architecture_draws_is_there():
    drawn = list(tree())
    assert [path for path in drawn if not path.exists()] == []
    packages = {path for path in PACKAGE.rglob("*") if path.is_dir() and next(path.glob("*.py"), None)}
    assert packages - set(drawn) == set()


def test_what_the_architecture_names_is_there():
    names = list(code_in(re.sub(r"^```\n.*?^```$", "", ARCHITECTURE, flags=re.DOTALL | re.MULTILINE)))
    places = (ROOT, PACKAGE, PACKAGE / "ui")
    paths = [name for name in names if re.fullmatch(r"[\w./-]+", name) and ("/" in name or name.endswith(".toml"))]
    assert [path for path in paths if not any((place / path).exists() for place in places)] == []
    sources = [*PACKAGE.rglob("*.py"), ROOT / "pyproject.toml"]
    words = set(re.findall(r"\w+", " ".join(source.read_text(encoding="utf-8") for source in sources)))
    identifiers = [name for name in names if re.fullmatch(r"[A-Za-z_.]+", name) and name not in paths]
    assert [name for name in identifiers if not words.issuperset(name.split("."))] == []


def test_the_picture_is_that_of_the_page(tmp_path: Path):
    drawn = tmp_path / "drawn.svg"
    subprocess.run([sys.executable, ROOT / "docs" / "picture.py", drawn], check=True)
    assert drawn.read_bytes() == PICTURE.read_bytes(), "make picture draws it anew"


def test_the_picture_fetches_nothing():
    svg = PICTURE.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"')\s]+", svg)) == {"http://www.w3.org/2000/svg"}
    assert set(re.findall(r"url\((.)", svg)) == {"#"}
