"""An older database is brought up to date. Alembic is loaded here, and only then."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from contacts_tui.errors import DatabaseUnusable
from contacts_tui.storage.backup import copy_beside
from contacts_tui.storage.driver_errors import is_about_content
from contacts_tui.storage.revision import REVISION
from contacts_tui.storage.schema import revision_of


def bring_up_to_date(engine: Engine, path: Path | None) -> str:
    """Bring an older database to the newest revision; its file at `path`, if it has one, is copied beside itself first.

    Returns the sentence that says so; an empty one if another program was faster. A migration that fails leaves all as
    it was, and no copy. DatabaseUnusable if one fails; DBAPIError if the database cannot be written now.
    """
    with ExitStack() as if_it_fails:

        def copy_first(connection: Connection) -> str:
            found = revision_of(connection)
            if found in {None, REVISION}:
                return ""
            done = f"This database was of an older contacts-tui (revision {found}) and is up to date now."
            if path is None:
                return done
            copy = copy_beside(path, str(found))
            if_it_fails.callback(copy.unlink, missing_ok=True)
            return f"{done} As it was, it is kept as {copy.name} beside it."

        said = upgrade(engine, copy_first=copy_first)
        if_it_fails.pop_all()
    return said


def upgrade(engine: Engine, to: str = "head", copy_first: Callable[[Connection], str] = lambda _: "") -> str:
    """Bring a database to a revision in one transaction. Returns what `copy_first`, called within it, returned.

    Raises what `bring_up_to_date` raises.
    """
    with engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            # A table that is rebuilt while they are on takes the rows of its children with it, and they cannot be
            # switched inside a transaction.
            _switch_foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                said = copy_first(connection)
                _run(connection, to)
                if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise not_brought("rows would have lost what they belong to")
        except DBAPIError as error:
            if not is_about_content(error.orig):
                raise
            raise not_brought(type(error.orig).__name__) from None
        finally:
            if is_sqlite:
                _switch_foreign_keys(connection, "ON")
    return said


def not_brought(why: str) -> DatabaseUnusable:
    """Return what to raise, also within a migration, where a database cannot be brought up to date."""
    return DatabaseUnusable(
        f"This database is of an older contacts-tui and could not be brought up to date ({why}). "
        "It is as it was. Restore a backup of it, or open it with the contacts-tui that wrote it."
    )


def _run(connection: Connection, to: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError:
        raise not_brought("the steps to it are missing from this installation") from None


def _switch_foreign_keys(connection: Connection, state: str) -> None:
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {state}")
    cursor.close()
