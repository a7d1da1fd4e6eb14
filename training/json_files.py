"""JSON files of a model folder, read and added to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def read_json(path: Path) -> dict[str, Any]:
    """The object that a file holds."""
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return values


def add_to_json(path: Path, values: dict[str, Any]) -> None:
    """Add values to the object that a file holds; those of a known name are replaced."""
    path.write_text(json.dumps(read_json(path) | values, indent=2) + "\n", encoding="utf-8")
