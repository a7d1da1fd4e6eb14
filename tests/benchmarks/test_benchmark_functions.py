from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.common import agreement, draw, short_rows, windows, write_results
from benchmarks.engine_process import last_lines
from benchmarks.invariance import restored, shuffled
from benchmarks.pairs_per_second import goals
from benchmarks.process import peak_memory
from benchmarks.rounds import speed
from claimcheck.model.loading import load_scorer

LONG_EVIDENCE = " ".join(
    f"The council of town {number} voted for the bridge on a Friday in April." for number in range(30)
)


def test_draw_is_reproducible_and_without_repetition() -> None:
    rows = [(str(number), "evidence") for number in range(100)]

    drawn = draw(rows, 30)

    assert drawn == draw(rows, 30)
    assert len(set(drawn)) == 30
    assert sorted(draw(rows[:5], 30)) == sorted(rows[:5])


def test_short_rows_count_claim_and_evidence_together() -> None:
    short, long = ("three words long", "two words"), ("word " * 13, "word " * 13)

    assert short_rows([short, long]) == [short]


def test_windows_are_those_that_the_verifier_reads(tiny_bundle: Path) -> None:
    rows = [("the council of town 17 voted", LONG_EVIDENCE), ("the ferry was closed", "The ferry was open.")]

    (claim, window), short = windows(load_scorer(tiny_bundle), rows)

    assert claim == rows[0][0]
    assert len(window) < len(LONG_EVIDENCE)
    assert "town 17" in window
    assert short == rows[1]


def test_agreement_counts_flips_and_finds_the_largest_move() -> None:
    reference = np.array([[0.6, 0.3, 0.1], [0.1, 0.2, 0.7]])
    answers = np.array([[0.4, 0.5, 0.1], [0.1, 0.2, 0.7]])

    measured = agreement(reference, answers)

    assert measured["labels_flipped"] == 1
    assert measured["share_flipped"] == 0.5
    assert measured["largest_probability_move"] == pytest.approx(0.2)


def test_speed_goes_by_the_median_round() -> None:
    measured = speed([2.0, 1.0, 10.0], pairs=100, threads=2)

    assert measured["pairs_per_second"] == 50
    assert measured["pairs_per_second_per_core"] == 25
    assert measured["pairs_per_second_range"] == [10, 100]


def test_goals_compare_with_the_default_and_with_the_fastest_other() -> None:
    speeds = {"claimcheck": 800, "claimcheck-fp32": 900, "torch": 100, "openvino": 400, "int8-products": 1600}
    engines = {name: {"sets": {"mixed": {"pairs_per_second": value}}} for name, value in speeds.items()}

    assert goals(engines)["mixed"] == {
        "times_default": 8,
        "fastest_other": "openvino",
        "times_fastest_other": 2,
        "share_of_int8_products": 0.5,
    }
    assert goals({"torch": engines["torch"]}) == {}


def test_restored_undoes_shuffled() -> None:
    answers = np.arange(20)
    order = shuffled(20, seed=1)

    assert order != sorted(order)
    assert (restored(answers[order], order) == answers).all()


def test_peak_memory_is_in_bytes() -> None:
    block = np.ones(25_000_000)

    assert peak_memory() > block.nbytes


def test_results_are_written_where_no_folder_was(tmp_path: Path) -> None:
    path = tmp_path / "results" / "speed.json"

    write_results(path, {"engine": "torch"})

    assert json.loads(path.read_text(encoding="utf-8")) == {"engine": "torch"}


def test_last_lines_show_the_error_at_the_end() -> None:
    assert last_lines("one\ntwo\nthree\nfour\n  ImportError: five\n") == "two / three / four / ImportError: five"
