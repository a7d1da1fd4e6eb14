"""Engines measured side by side: each in its own process, in interleaved rounds over the same pairs."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.common import agreement
from benchmarks.cross_encoder import FORMS
from benchmarks.engine_process import EngineError, EngineProcess, prepare_cross_encoder
from claimcheck.labels import LABELS
from claimcheck.model.bundle import Bundle
from claimcheck.model.calibration import softmax
from claimcheck.model.scorer import Pair

OURS = ("claimcheck", "claimcheck-fp32")
#: Not an engine: the int8 matrix products alone, which bound what an int8 engine can do on these cores.
PRODUCTS = "int8-products"
#: The engine whose answers and speed the others are compared with.
REFERENCE = "torch"
ENGINES = (*OURS, *FORMS, PRODUCTS)
STARTS = 3

_WARM_UP_PAIRS = 200
#: Lets the threads of the engine that has just run fall asleep.
_PAUSE_SECONDS = 0.3


def measure(
    bundle: Bundle,
    pythons: Mapping[str, str],
    sets: Mapping[str, Sequence[Pair]],
    *,
    rounds: int,
    threads: int,
    scratch: Path,
) -> dict[str, Any]:
    """Figures of each engine by name, and why the engines left out could not be made or loaded.

    Args:
        bundle: the model.
        pythons: engine -> interpreter that has its libraries.
        sets: the pairs to score, by name.
        rounds: times that each engine scores each set, in turn with the others.
        threads: cores of each engine.
        scratch: holds ``calibration/``, and the models, pairs and answers while measuring.
    """
    files = {name: _save(scratch / f"{name}.json", pairs) for name, pairs in sets.items()}
    single = _save(scratch / "single.json", next(iter(sets.values()))[:1])
    warm_up = _save(scratch / "warm_up.json", [pair for pairs in sets.values() for pair in pairs[:_WARM_UP_PAIRS]])
    engines: dict[str, dict[str, Any]] = {}
    unavailable: dict[str, str] = {}
    running: dict[str, EngineProcess] = {}
    with ExitStack() as stack:
        for name, python in pythons.items():
            try:
                folder = _model_folder(name, python, bundle, scratch)
                fixed = _fixed_costs(name, python, folder, threads, single)
                running[name] = stack.enter_context(EngineProcess(python, name, folder, threads))
                running[name].score(warm_up)
            except EngineError as error:
                running.pop(name, None)
                unavailable[name] = str(error)
                continue
            engines[name] = {**fixed, "libraries": running[name].libraries}
        seconds = _interleave(running, files, rounds, engines, scratch)
    for name, figures in engines.items():
        figures["sets"] = {
            chosen: speed(seconds[name, chosen], len(pairs), threads) | _sameness(name, chosen, bundle, scratch)
            for chosen, pairs in sets.items()
        }
    return {"engines": engines, "unavailable": unavailable}


def speed(seconds: Sequence[float], pairs: int, threads: int) -> dict[str, Any]:
    """Pairs per second by the median round, in all and per core, and of the slowest and the fastest round.

    >>> speed([2.0, 1.0, 4.0], pairs=100, threads=2)["pairs_per_second_per_core"]
    25.0
    """
    median = statistics.median(seconds)
    return {
        "seconds": [round(value, 4) for value in seconds],
        "pairs_per_second": pairs / median,
        "pairs_per_second_per_core": pairs / median / threads,
        "pairs_per_second_range": [pairs / max(seconds), pairs / min(seconds)],
    }


def _interleave(
    running: Mapping[str, EngineProcess],
    files: Mapping[str, Path],
    rounds: int,
    engines: Mapping[str, dict[str, Any]],
    scratch: Path,
) -> dict[tuple[str, str], list[float]]:
    """Seconds of each engine and set, round by round; peak memory goes to ``engines``, answers to ``scratch``."""
    seconds: dict[tuple[str, str], list[float]] = {(name, chosen): [] for name in running for chosen in files}
    for _ in range(rounds):
        for chosen, pairs in files.items():
            for name, process in running.items():
                time.sleep(_PAUSE_SECONDS)
                done = process.score(pairs, scratch / f"{name}.{chosen}.npy")
                seconds[name, chosen].append(done["seconds"])
                engines[name]["peak_memory_bytes"] = done["peak_memory"]
    return seconds


def _model_folder(name: str, python: str, bundle: Bundle, scratch: Path) -> Path:
    if name not in FORMS:
        return bundle.folder
    folder = scratch / name
    prepare_cross_encoder(python, name, bundle.folder, folder, scratch / "calibration")
    return folder


def _fixed_costs(name: str, python: str, folder: Path, threads: int, single: Path) -> dict[str, float]:
    """Seconds until a fresh process has imported and loaded everything, and of its first answer; medians."""
    starts, answers = [], []
    for _ in range(STARTS):
        with EngineProcess(python, name, folder, threads) as process:
            starts.append(process.start_seconds)
            answers.append(process.score(single)["seconds"])
    return {"start_seconds": statistics.median(starts), "first_answer_seconds": statistics.median(answers)}


def _sameness(name: str, chosen: str, bundle: Bundle, scratch: Path) -> dict[str, float]:
    reference = scratch / f"{REFERENCE}.{chosen}.npy"
    if name == PRODUCTS or not reference.is_file():
        return {}
    answers = np.load(scratch / f"{name}.{chosen}.npy")
    probabilities = answers if name in OURS else _probabilities(answers, bundle)
    return agreement(_probabilities(np.load(reference), bundle), probabilities)


def _probabilities(logits: np.ndarray, bundle: Bundle) -> np.ndarray:
    """Logits in the order of the model's classes, calibrated and ordered as our own answers are."""
    calibration = bundle.folder / "calibration.json"
    temperature = json.loads(calibration.read_text(encoding="utf-8"))["temperature"] if calibration.is_file() else 1.0
    return softmax(logits[:, [bundle.labels.index(label) for label in LABELS]] / temperature)


def _save(path: Path, pairs: Sequence[Pair]) -> Path:
    path.write_text(json.dumps(pairs), encoding="utf-8")
    return path
