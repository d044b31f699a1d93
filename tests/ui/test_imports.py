"""What a start loads: the page stands before anything heavy is imported."""

import json
import os
import subprocess
import sys
from pathlib import Path

HEAVY = {"sqlalchemy", "sqlmodel", "pydantic", "alembic", "phonenumbers", "email_validator", "psycopg"}

NOT_YET_NEEDED = {
    "contacts_tui.domain.found",
    "contacts_tui.services",
    "contacts_tui.ui.screens.desk",
    "contacts_tui.ui.screens.form",
    "contacts_tui.ui.screens.question",
    "contacts_tui.ui.widgets.entry",
    "contacts_tui.ui.widgets.filter_field",
    "textual.widgets.input",
}

FIRST_SHOWN = """
import asyncio, json, sys
from pathlib import Path
from contacts_tui.cli.screen import run
from contacts_tui.settings import Settings
from contacts_tui.ui.app import ContactsApp
from contacts_tui.ui.widgets.page_view import PageView

loaded = []
show = PageView.show

def show_and_note(view, *values):
    show(view, *values)
    loaded.append((view.contact.name, sorted(sys.modules)))
    view.app.exit()

PageView.show = show_and_note
ContactsApp.run = lambda app: asyncio.run(app.run_async(headless=True, size=(80, 24)))
run(Settings(Path(sys.argv[1]), "mona"))
print(json.dumps(loaded[0]))
"""

COMMAND = """
import json, sys
from contacts_tui.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)))
"""


def python(code: str, *arguments: str, home: Path) -> str:
    """What a fresh Python prints."""
    folders = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"), str(home))
    environment = {**os.environ, **folders}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_first_page_stands_before_anything_heavy_is_loaded(portal: Path, tmp_path: Path):
    name, modules = json.loads(python(FIRST_SHOWN, str(portal), home=tmp_path).splitlines()[-1])
    assert name == "Test Tester"
    assert HEAVY & set(modules) == set()
    assert {"textual", "sqlite3"} <= set(modules)
    assert NOT_YET_NEEDED & set(modules) == set()


def test_version_and_help_load_neither_the_screen_nor_the_database(tmp_path: Path):
    for option in ("--version", "--help"):
        printed = python(COMMAND, option, home=tmp_path)
        assert printed.startswith(("contacts-tui", "usage: contacts-tui"))
        assert (HEAVY | {"textual", "rich", "babel", "sqlite3"}) & set(json.loads(printed.splitlines()[-1])) == set()
