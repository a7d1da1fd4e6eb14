"""One engine in a process of its own, so that memory and threads are its own.

Run by :mod:`benchmarks.engine_process` as ``python -m benchmarks.worker ENGINE FOLDER THREADS``. It says when it is
ready, then scores what it is told to, one order per line, until its input ends.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.process import keep_to_cores, libraries, peak_memory

Score = Callable[[Sequence[tuple[str, str]]], Any]


def main(engine: str, folder: Path, threads: int) -> None:
    """Load the engine, say so, and carry out orders: ``{"pairs": FILE, "answers": FILE or null}``."""
    # Libraries may print; only replies may reach the pipe.
    with os.fdopen(os.dup(1), "w") as replies:
        os.dup2(2, 1)
        keep_to_cores(threads)
        score = _load(engine, folder, threads)
        print(json.dumps({"libraries": libraries()}), file=replies, flush=True)
        for line in sys.stdin:
            print(json.dumps(_carry_out(json.loads(line), score)), file=replies, flush=True)


def _carry_out(order: dict[str, Any], score: Score) -> dict[str, Any]:
    pairs = [(claim, window) for claim, window in json.loads(Path(order["pairs"]).read_text(encoding="utf-8"))]
    started = time.perf_counter()
    answers = score(pairs)
    seconds = time.perf_counter() - started
    if order["answers"]:
        import numpy as np

        np.save(order["answers"], answers)
    return {"seconds": seconds, "peak_memory": peak_memory()}


def _load(engine: str, folder: Path, threads: int) -> Score:
    if engine in ("claimcheck", "claimcheck-fp32"):
        from claimcheck.model.loading import load_scorer

        return load_scorer(folder, precision="fp32" if engine.endswith("fp32") else None, threads=threads).score
    if engine == "int8-products":
        from benchmarks import int8_products

        return int8_products.load(folder, threads)
    from benchmarks import cross_encoder

    return cross_encoder.load(engine, folder, threads)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
