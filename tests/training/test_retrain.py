from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import training.retrain
from claimcheck.errors import InputError, OutputError
from claimcheck.model.bundle import open_bundle
from claimcheck.model.registry import BUNDLED, HOME_VARIABLE, Registry
from tests.training.retrain_case import config_with_mirror, labelled_rows, write_jsonl
from training.retrain import retrain


@pytest.fixture
def registry(tmp_path: Path, tiny_bundle: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """A random model is in use."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    registry = Registry()
    registry.use(registry.add(tiny_bundle))
    return registry


def test_good_labels_are_promoted_and_can_be_rolled_back(tmp_path: Path, registry: Registry) -> None:
    labels = write_jsonl(tmp_path / "labels.jsonl", labelled_rows(120, "friday"))
    config = config_with_mirror(tmp_path, least_steps=250)
    report = retrain(labels, config)
    assert report.promoted, report.gate.reasons
    assert not report.forced
    assert registry.current == report.name
    retraining = open_bundle().manifest["retraining"]
    assert retraining["base"]["name"] == "tiny"
    assert retraining["labels"]["sha256"] == report.labels.sha256
    assert report.new_labels.rows == 120
    assert retraining["labels"]["rows"]["tested"] == {"supported": 40, "contradicted": 40, "not_enough_info": 40}
    assert len(retraining["trained_groups"]) == 40
    assert open_bundle().manifest["stages"][-1]["data"]["train"]["new_labels"]["origin"] == "labels.jsonl"
    folder = Path(report.folder).parent
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["promoted"]
    assert "**Promoted**" in (folder / "report.md").read_text(encoding="utf-8")
    with pytest.raises(InputError, match="0 rows in 0 groups can test"):
        retrain(labels, config)
    assert registry.rollback() == "tiny"


def test_shuffled_labels_are_refused_and_forcing_is_recorded(tmp_path: Path, registry: Registry) -> None:
    rows = labelled_rows(120, "friday")
    labels = [row["label"] for row in rows]
    random.Random(3).shuffle(labels)
    shuffled = [row | {"label": label} for row, label in zip(rows, labels, strict=True)]
    path = write_jsonl(tmp_path / "shuffled.jsonl", shuffled)
    config = config_with_mirror(tmp_path, least_steps=30)
    report = retrain(path, config)
    assert not report.promoted
    assert any(reason.startswith("new labels: REFUSED") for reason in report.gate.reasons)
    assert registry.current == "tiny"
    assert registry.names == ["tiny"]
    assert open_bundle(report.folder).manifest["retraining"]["promoted"] is False

    forced = retrain(path, config, force=True)
    assert (forced.name, forced.promoted, forced.forced) == (report.name, True, True)
    assert registry.current == forced.name
    assert open_bundle().manifest["retraining"]["forced"] is True


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path, registry: Registry) -> None:
    labels = write_jsonl(tmp_path / "labels.jsonl", labelled_rows(120, "friday"))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(OutputError, match="holds something else"):
        retrain(labels, config_with_mirror(tmp_path, least_steps=30), tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_bad_labels_stop_before_old_rows_are_read_and_anything_is_written(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = write_jsonl(tmp_path / "labels.jsonl", labelled_rows(9, "friday"))
    config = config_with_mirror(tmp_path, least_steps=30)
    monkeypatch.setattr(training.retrain, "read_old_rows", None)
    with pytest.raises(InputError, match="9 usable rows; at least 30"):
        retrain(labels, config)
    assert not (tmp_path / "runs").exists()
    assert registry.current != BUNDLED
