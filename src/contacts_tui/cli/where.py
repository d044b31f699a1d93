"""Where everything is that the program reads and writes."""

from pathlib import Path

from contacts_tui.cli.documents import path_text
from contacts_tui.cli.json_output import say_json
from contacts_tui.cli.output import say
from contacts_tui.cli.own_paths import drafts_folder, log_folder, state_file
from contacts_tui.settings import Settings
from contacts_tui.ui.present.plain_columns import in_columns


def print_paths(settings: Settings, *, as_json: bool) -> int:
    """Print all paths, and whether anything is there; 0. Raises ContactsError."""
    paths = {
        "database": settings.database,
        "settings": settings.file,
        "remembered": state_file(),
        "drafts": drafts_folder(),
        "crash_logs": log_folder(),
        "backups": settings.backup_folder,
    }
    if as_json:
        say_json({name: {"path": path_text(path), "exists": _exists(path)} for name, path in paths.items()})
    else:
        say(
            in_columns(
                [
                    (name.replace("_", " ").capitalize(), "there" if _exists(path) else "not there", str(path))
                    for name, path in paths.items()
                ]
            )
        )
    return 0


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
