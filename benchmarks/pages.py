"""Pages in docs/ that are rendered from what the benchmarks measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jinja2

from claimcheck.errors import InputError


def read_results(path: Path) -> dict[str, Any]:
    """What a benchmark measured.

    Raises:
        InputError: it has not been run.
    """
    try:
        values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file; run the benchmark that writes it first") from error
    return values


def write_page(template: str, output: Path, **values: Any) -> None:
    """Render a template of this folder."""
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # noqa: S701
    text = Path(__file__).with_name(template).read_text(encoding="utf-8")
    output.write_text(environment.from_string(text).render(**values).strip() + "\n", encoding="utf-8")
