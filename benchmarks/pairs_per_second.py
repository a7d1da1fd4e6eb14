"""Pairs per second on a CPU: ours against ``CrossEncoder`` on all its backends, same weights, pairs and cores.

Run: python -m benchmarks.pairs_per_second --cross-encoder-python .venv-cross-encoder/bin/python
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.common import (
    RESULTS,
    SEED,
    draw,
    machine,
    read_split,
    short_rows,
    token_lengths,
    windows,
    write_results,
)
from benchmarks.cross_encoder import FORMS
from benchmarks.rounds import ENGINES, PRODUCTS, REFERENCE, STARTS, measure
from claimcheck.model.bundle import Bundle, open_bundle
from claimcheck.model.loading import load_scorer
from claimcheck.model.processor import available_cores
from claimcheck.model.scorer import Pair

_CALIBRATION_PAIRS = 400
_TABLE_WIDTH = 120


def main(
    model: Annotated[Path | None, typer.Option(help="Bundle folder (default: the model in use).")] = None,
    pairs: Annotated[int, typer.Option(min=1, help="Pairs of each set.")] = 5000,
    rounds: Annotated[int, typer.Option(min=1, help="Times that each engine scores each set.")] = 5,
    engines: Annotated[str, typer.Option(help="Names, separated by commas.")] = ",".join(ENGINES),
    threads: Annotated[int, typer.Option(min=1, help="Cores of each engine.")] = available_cores(),
    cross_encoder_python: Annotated[str, typer.Option(help="Has benchmarks/requirements.txt.")] = sys.executable,
    output: Annotated[Path, typer.Option(help="JSON to write.")] = RESULTS / "pairs_per_second.json",
) -> None:
    """Measure engines in interleaved rounds, write the figures and show them."""
    names = engines.split(",")
    if unknown := sorted(set(names) - set(ENGINES)):
        raise typer.BadParameter(f"no such engine: {', '.join(unknown)}; there are: {', '.join(ENGINES)}")
    bundle = open_bundle(model)
    results: dict[str, Any] = {
        "machine": machine(),
        "model": {"name": bundle.name, "fingerprint": bundle.fingerprint},
        "settings": {"rounds": rounds, "threads": threads, "starts": STARTS, "seed": SEED, "reference": REFERENCE},
    }
    pythons = {name: cross_encoder_python if name in FORMS else sys.executable for name in names}
    with TemporaryDirectory() as folder:
        scratch = Path(folder)
        sets = draw_sets(bundle, pairs, scratch / "calibration")
        results["sets"] = {name: _describe(bundle, drawn) for name, drawn in sets.items()}
        results |= measure(bundle, pythons, sets, rounds=rounds, threads=threads, scratch=scratch)
    results["goals"] = goals(results["engines"])
    write_results(output, results)
    show(results)


def draw_sets(bundle: Bundle, count: int, calibration: Path) -> dict[str, list[Pair]]:
    """Pairs with the mix of lengths of all test rows, and short ones; the static int8 export gets some of dev."""
    scorer = load_scorer(bundle.folder)
    calibration.mkdir()
    drawn = windows(scorer, draw(read_split("dev"), _CALIBRATION_PAIRS))
    pq.write_table(pa.table({"pair": [[window, claim] for claim, window in drawn]}), calibration / "train.parquet")
    rows = read_split("test")
    return {"mixed": windows(scorer, draw(rows, count)), "short": windows(scorer, draw(short_rows(rows), count))}


def goals(engines: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """By set: how many times faster ours is than CrossEncoder's default and than the fastest of its forms.

    ``share_of_int8_products``: of the time that ours takes, what the int8 matrix products alone would.
    """
    if "claimcheck" not in engines:
        return {}
    reached: dict[str, dict[str, Any]] = {}
    for chosen, ours in engines["claimcheck"]["sets"].items():
        mine = ours["pairs_per_second"]
        speeds = {name: figures["sets"][chosen]["pairs_per_second"] for name, figures in engines.items()}
        others = {name: value for name, value in speeds.items() if name in FORMS}
        reached[chosen] = {}
        if REFERENCE in others:
            reached[chosen]["times_default"] = mine / others[REFERENCE]
        if others:
            fastest = max(others, key=others.__getitem__)
            reached[chosen] |= {"fastest_other": fastest, "times_fastest_other": mine / others[fastest]}
        if PRODUCTS in speeds:
            reached[chosen]["share_of_int8_products"] = mine / speeds[PRODUCTS]
    return reached


def show(results: dict[str, Any]) -> None:
    """Print the figures: one table for each set, then the goals and what could not be measured."""
    console = Console(width=_TABLE_WIDTH)
    for chosen, facts in results["sets"].items():
        title = f"{facts['pairs']} {chosen} pairs, median {facts['tokens']['median']:.0f} tokens"
        console.print(_table(title, chosen, results["engines"]))
    for chosen, reached in results["goals"].items():
        shown = (f"{name} {value if isinstance(value, str) else f'{value:.2f}'}" for name, value in reached.items())
        console.print(f"{chosen}: {', '.join(shown)}")
    for name, reason in results["unavailable"].items():
        console.print(f"not measured: {name}: {reason}", markup=False)


def _table(title: str, chosen: str, engines: dict[str, dict[str, Any]]) -> Table:
    table = Table(title=title)
    table.add_column("engine")
    for heading in ("pairs/s", "per core", "range", "peak MB", "start s", "first answer ms", "flips", "largest move"):
        table.add_column(heading, justify="right")
    for name, figures in engines.items():
        on_set = figures["sets"][chosen]
        slowest, fastest = on_set["pairs_per_second_range"]
        same = "labels_flipped" in on_set
        table.add_row(
            name,
            f"{on_set['pairs_per_second']:.0f}",
            f"{on_set['pairs_per_second_per_core']:.0f}",
            f"{slowest:.0f} to {fastest:.0f}",
            f"{figures['peak_memory_bytes'] / 1e6:.0f}",
            f"{figures['start_seconds']:.1f}",
            f"{figures['first_answer_seconds'] * 1e3:.0f}",
            f"{on_set['share_flipped']:.2%}" if same else "",
            f"{on_set['largest_probability_move']:.1e}" if same else "",
        )
    return table


def _describe(bundle: Bundle, drawn: Sequence[Pair]) -> dict[str, Any]:
    lengths = np.array(token_lengths(bundle.folder, drawn))
    tokens = {"median": float(np.median(lengths)), "p95": float(np.quantile(lengths, 0.95)), "all": int(lengths.sum())}
    return {"pairs": len(drawn), "distinct_pairs": len(set(drawn)), "tokens": tokens}


if __name__ == "__main__":
    typer.run(main)
