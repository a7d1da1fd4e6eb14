from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimcheck.errors import InputError
from training.experiments import read_run, write_experiments

FACTS = {"train": {"snli_sample": {"rows": 1500}, "crosscheck": {"rows": 500}}, "dev": {"snli": {"rows": 250}}}
OPTIMISER = {"epochs": 0.85, "learning_rate": 0.00012, "dropout": 0.1, "interpolate": True}
SHRINK = {"pretrained": "package:minilm", "kept": 0.75}


def write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def finished(folder: Path, snli: float, shrink: dict[str, Any] | None = None) -> Path:
    earlier = {"config": {}, "data": {}, "dev": {}, "seconds": 1}
    stage = {
        "config": {"name": "other", "base_model": "runs/general/best", "shrink": shrink, "optimiser": OPTIMISER},
        "data": FACTS,
        "dev": {"eval_macro_f1": snli, "eval_snli": snli, "eval_runtime": 9.0},
        "seconds": 5400,
    }
    write(folder / "best" / "stages.json", [earlier, stage])
    return folder


def cut_off(folder: Path) -> Path:
    write(folder / "data.json", FACTS)
    scores = [(200, 0.5), (400, 0.625), (1000, 0.6)]
    log = [{"step": step, "eval_macro_f1": score, "eval_snli": score} for step, score in scores]
    for step in (400, 1000):
        state = {"global_step": step, "max_steps": 1228, "log_history": [*log[: step // 200], {"loss": 1.0}]}
        write(folder / "checkpoints" / f"checkpoint-{step}" / "trainer_state.json", state)
    return folder


def test_the_table_has_finished_runs_and_those_that_were_cut_off(tmp_path: Path) -> None:
    runs = [finished(tmp_path / "news", 0.7), cut_off(tmp_path / "contrast")]
    page = write_experiments(runs, tmp_path / "experiments.json").read_text(encoding="utf-8")
    what = "from general, learning rate 0.00012, epochs 0.85, dropout 0.1, interpolated"
    assert f"| news | {what} | 2,000 | 1.5 | 70.0 |  | 70.0 |  |  |  |  |  |" in page
    assert "| contrast | cut off at step 1000 of 1228 | 2,000 |  | 62.5 |  | 62.5 |  |  |  |  |  |" in page


def test_a_run_that_shrank_its_start_says_so(tmp_path: Path) -> None:
    assert read_run(finished(tmp_path / "again", 0.7, SHRINK)).what.startswith("from general, 0.75 of its weights kept")


def test_notes_and_earlier_runs_are_kept(tmp_path: Path) -> None:
    records = tmp_path / "experiments.json"
    write_experiments([finished(tmp_path / "news", 0.7), cut_off(tmp_path / "contrast")], records)
    known = json.loads(records.read_text(encoding="utf-8"))
    known[0]["note"] = "dropped: forgets MNLI"
    write(records, known)
    page = write_experiments([finished(tmp_path / "news", 0.8)], records).read_text(encoding="utf-8")
    assert "| 80.0 |  | 80.0 |  |  |  |  | dropped: forgets MNLI |" in page
    assert [item["name"] for item in json.loads(records.read_text(encoding="utf-8"))] == ["news", "contrast"]


def test_a_folder_without_a_training_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing: no training can be read there"):
        read_run(tmp_path / "nothing")
    (tmp_path / "experiments.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="not a list of experiments"):
        write_experiments([], tmp_path / "experiments.json")
