"""Files and objects that are there whole or not at all, also after a power cut."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from claimcheck.reading.locations import is_object


def commit(temporary: Path, final: Path) -> None:
    """Give a finished file its name, once its content has reached the disk; or make it an object, in one step.

    Raises:
        OSError: the disk is full, or the file cannot be renamed.
    """
    if is_object(final):
        final.fs.put_file(str(temporary), final.path)  # type: ignore[attr-defined]
        temporary.unlink()
        return
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(final)
    sync_folder(final.parent)


def write_json(path: Path, values: dict[str, Any]) -> None:
    """Write a small JSON file or object, whole or not at all."""
    content = json.dumps(values, indent=1)
    if is_object(path):
        path.write_text(content, encoding="utf-8")
        return
    temporary = path.with_suffix(".tmp")
    temporary.write_text(content, encoding="utf-8")
    commit(temporary, path)


def read_json(path: Path) -> dict[str, Any] | None:
    """A file of :func:`write_json`; None when it is missing or damaged."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return values if isinstance(values, dict) else None


def contents(folder: Path) -> list[Path]:
    """What lies in a folder; nothing where an object store has no such prefix."""
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def sync_folder(folder: Path) -> None:
    """Make renamings and removals in a folder durable, where the system can."""
    if is_object(folder) or os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
