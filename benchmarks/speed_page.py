"""How fast claimcheck is beside other ways of running the same weights: docs/speed.md, from pairs_per_second.json.

Run: python -m benchmarks.speed_page
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from benchmarks.common import DOCS, RESULTS
from benchmarks.pages import read_results, write_page


def main(
    speed: Annotated[Path, typer.Option(help="Of benchmarks.pairs_per_second.")] = RESULTS / "pairs_per_second.json",
    output: Annotated[Path, typer.Option(help="Page to write.")] = DOCS / "speed.md",
) -> None:
    """Render the page."""
    write_page("speed.md.j2", output, measured=read_results(speed))


if __name__ == "__main__":
    typer.run(main)
