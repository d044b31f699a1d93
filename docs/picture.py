#!/usr/bin/env python3
"""Draws contacts-page.svg: the Contacts page of the demo, 80 x 24, as the program paints it."""

import asyncio
import os
import re
import sys
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from contacts_tui.drafts import Drafts
from contacts_tui.remembered import Remembered
from contacts_tui.services.opening import open_services
from contacts_tui.settings import Settings
from contacts_tui.storage.first_page import read_file
from contacts_tui.ui.app import ContactsApp
from contacts_tui.ui.screens.desk import Desk
from contacts_tui.ui.screens.own_files import OwnFiles
from contacts_tui.ui.widgets.contacts_table import ContactsTable

PICTURE: Final = Path(__file__).with_name("contacts-page.svg")
NOW: Final = datetime(2019, 2, 1, 14, 3, tzinfo=UTC)
SIZE: Final = (80, 24)

_NOT_OURS: Final = re.compile(r"<!--.*?-->|@font-face\s*\{.*?\}", re.DOTALL)
"""A maker's note, and fonts from the network: a reader's browser has a font of its own."""
_RANDOM_NAME: Final = re.compile(r"\bterminal-\d+")
_BLANK_LINES: Final = re.compile(r"\n\s*\n+")


def _app(folder: Path) -> ContactsApp:
    settings = Settings(database=folder / "demo.db", agent="mona", demo=True)
    open_demo = partial(open_services, settings.database, agent=settings.agent, demo=True)
    open_demo().close()
    today: date = NOW.date()
    read = partial(read_file, settings.database, "11111", today=today, locale=settings.locale)
    return ContactsApp(
        settings,
        read_first=read,
        open_services=open_demo,
        load_desk=lambda: Desk,
        own_files=OwnFiles(Remembered(folder / "state.json"), Drafts(folder / "drafts"), lambda: folder),
        now=lambda: NOW,
    )


async def _screenshot(folder: Path) -> str:
    app = _app(folder)
    async with app.run_test(size=SIZE) as pilot:
        while not app.screen.query_one(ContactsTable).contacts:
            await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        painted = app.export_screenshot(title="contacts-tui", simplify=True)
    app.background.close()
    return painted


def draw() -> str:
    """Return the picture as SVG: the same bytes each time, and nothing in it that has to be fetched."""
    os.environ.pop("NO_COLOR", None)
    with TemporaryDirectory() as folder:
        painted = asyncio.run(_screenshot(Path(folder)))
    alone = _RANDOM_NAME.sub("terminal", _NOT_OURS.sub("", painted)).replace("Fira Code, monospace", "monospace")
    lines = (line.rstrip() for line in _BLANK_LINES.sub("\n", alone).splitlines())
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    target.write_text(draw(), encoding="utf-8")
