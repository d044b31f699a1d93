"""Each driver error is a sentence; what the driver says of the data is not in it."""

import sqlite3

import psycopg
import pytest

from contacts_tui.errors import DatabaseUnusable, NotSaved
from contacts_tui.storage.driver_errors import _POSTGRESQL, _SQLITE, may_be_retried, translated


def sqlite_error(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("secret")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("SQLITE_BUSY", "busy"),
        ("SQLITE_BUSY_SNAPSHOT", "busy"),
        ("SQLITE_FULL", "disk is full"),
        ("SQLITE_IOERR_WRITE", "does not take more"),
        ("SQLITE_IOERR_SHORT_READ", "disk reports an error"),
        ("SQLITE_READONLY_DIRECTORY", "may not be written"),
        ("SQLITE_CANTOPEN", "cannot be opened"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_NOTADB", "no database any more"),
        ("SQLITE_CONSTRAINT_CHECK", "does not take these values"),
        ("SQLITE_SOMETHING_NEW", "reports an error"),
        ("", "reports an error"),
    ],
)
def test_sqlite_errors_by_their_names(name: str, said: str):
    write, read = (translated(sqlite_error(name), doing, "a.db") for doing in ("write", "read"))
    assert isinstance(write, NotSaved)
    assert isinstance(read, DatabaseUnusable)
    assert said in str(write)
    assert said in str(read)
    assert "Nothing was saved." in str(write)
    assert "saved" not in str(read)
    assert "typed" not in str(write)
    assert "secret" not in str(write)
    assert "a.db" in str(write)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (psycopg.errors.DiskFull, "disk is full"),
        (psycopg.errors.LockNotAvailable, "busy"),
        (psycopg.errors.QueryCanceled, "too long"),
        (psycopg.errors.AdminShutdown, "connection to the database is lost"),
        (psycopg.errors.TooManyConnections, "no room"),
        (psycopg.errors.InvalidPassword, "does not let you in"),
        (psycopg.errors.UndefinedTable, "lacks a table"),
        (psycopg.errors.UniqueViolation, "does not take these values"),
        (psycopg.errors.DivisionByZero, "does not take these values"),
        (psycopg.errors.SyntaxError, "reports an error"),
        (psycopg.DataError, "does not take these values"),
        (psycopg.OperationalError, "does not answer"),
    ],
)
def test_postgresql_errors_by_their_states(error: type[psycopg.Error], said: str):
    sentence = str(translated(error("secret"), "write", "contacts"))
    assert said in sentence
    assert "secret" not in sentence


@pytest.mark.parametrize("code", [*_SQLITE, *_POSTGRESQL])
def test_a_sentence_fits_into_a_few_lines_and_ends_with_path_and_code(code: str):
    error = psycopg.Error()
    error.sqlstate = code.ljust(5, "0")
    path = "/home/mona/.local/share/contacts-tui/contacts.db"
    sentence = str(translated(sqlite_error(code) if code in _SQLITE else error, "write", path))
    assert len(sentence) < 230
    assert sentence.endswith(f"({path}: {code if code in _SQLITE else error.sqlstate})")


def test_only_what_was_rolled_back_whole_is_tried_again():
    again = (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected, psycopg.errors.UniqueViolation)
    assert all(may_be_retried(error()) for error in again)
    assert not may_be_retried(psycopg.errors.AdminShutdown())
    assert not may_be_retried(sqlite_error("SQLITE_BUSY"))
    assert not may_be_retried(None)
