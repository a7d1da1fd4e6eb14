"""The whole pipeline on a random model and a few dozen rows, and its exact resumption."""

from __future__ import annotations

import json
import shutil
from itertools import count
from pathlib import Path

import pytest
from safetensors.numpy import load_file
from transformers import DistilBertConfig, DistilBertModel, TrainerCallback

import training.clock
import training.finetune
from claimcheck import Verifier
from claimcheck.errors import InputError
from training.calibrate import calibrate
from training.config import TrainConfig
from training.export import export
from training.finetune import finetune
from training.prepare import drawn_rows, prepare


class _Stop(TrainerCallback):
    def on_save(self, args, state, control, **_):
        raise KeyboardInterrupt


def test_pipeline_makes_a_bundle_that_predicts(config: TrainConfig, tmp_path: Path) -> None:
    prepared = prepare(config)
    assert len(prepared["train"]) == 24 * 2.5
    stage = finetune(config)
    assert 0 <= stage["dev"]["eval_macro_f1"] <= 1
    assert calibrate(config) > 0
    manifest = export(config, tmp_path / "bundle", "7", most_flips=1.0)
    assert manifest["stages"][0]["data"]["train"]["three"]["rows"] == 36
    assert manifest["stages"][0]["config"]["seed"] == 13
    assert not Path(manifest["stages"][0]["config"]["data"]["root"]).is_absolute()
    verifier = Verifier.from_pretrained(tmp_path / "bundle")
    assert verifier.scorer.backend.name == "openvino"
    assert verifier.predict(claim="the ferry was closed", evidence="the ferry was open.").label


def test_an_encoder_of_another_architecture_can_be_the_base_model(config: TrainConfig, tmp_path: Path) -> None:
    shutil.copytree(config.base_model, tmp_path / "other")
    words = json.loads((tmp_path / "other" / "config.json").read_text())["vocab_size"]
    settings = DistilBertConfig(vocab_size=words, dim=32, hidden_dim=64, n_layers=2, n_heads=2)
    DistilBertModel(settings).save_pretrained(tmp_path / "other")
    run = config.model_copy(update={"base_model": str(tmp_path / "other")})
    prepare(run)
    finetune(run)
    calibrate(run)
    export(run, tmp_path / "bundle", "1")
    verifier = Verifier.from_pretrained(tmp_path / "bundle")
    assert verifier.scorer.backend.name == "torch"
    assert verifier.predict(claim="the ferry was closed", evidence="the ferry was open.").label


def test_runs_with_other_seeds_are_judged_on_the_same_dev_rows(config: TrainConfig) -> None:
    data = config.data.model_copy(update={"dev_rows": 10})
    runs = [config.model_copy(update={"seed": seed, "data": data}) for seed in (1, 2)]
    claims = {
        split: [sorted(row["claim"] for row in drawn_rows(run, split)) for run in runs] for split in ("train", "dev")
    }
    assert claims["dev"][0] == claims["dev"][1]
    assert claims["train"][0] != claims["train"][1]


def test_interrupted_training_ends_with_the_same_weights(config: TrainConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(config)
    finetune(config)
    whole = load_file(config.run_folder / "best" / "model.safetensors")
    for folder in ("checkpoints", "best"):
        shutil.rmtree(config.run_folder / folder)
    with monkeypatch.context() as patched:
        patched.setattr(training.finetune, "_JudgeTheLastStep", _Stop)
        patched.setattr(training.clock, "monotonic", count().__next__)
        with pytest.raises(KeyboardInterrupt):
            finetune(config)
    [checkpoint] = (config.run_folder / "checkpoints").iterdir()
    before = json.loads((checkpoint / "trainer_state.json").read_text())["log_history"][-1]["seconds"]
    monkeypatch.setattr(training.clock, "monotonic", lambda: 0.0)
    stage = finetune(config)
    resumed = load_file(config.run_folder / "best" / "model.safetensors")
    assert all((whole[name] == resumed[name]).all() for name in whole)
    assert stage["seconds"] == before > 0


def test_a_protected_source_is_measured_on_the_base_model_too(config: TrainConfig) -> None:
    prepare(config)
    stage = finetune(config, protected="two")
    assert stage["interpolated"]["0.0"] >= 0
    assert stage["interpolated"][str(stage["share_kept"])] == pytest.approx(stage["dev"]["eval_macro_f1"])


def test_steps_out_of_order_say_what_to_run(config: TrainConfig, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="training prepare"):
        finetune(config)
    with pytest.raises(InputError, match="training finetune"):
        calibrate(config)
    with pytest.raises(InputError, match="finetune and calibrate"):
        export(config, tmp_path / "bundle", "1")


def test_missing_source_is_named(config: TrainConfig, tmp_path: Path) -> None:
    (tmp_path / "train" / "two.parquet").unlink()
    with pytest.raises(InputError, match=r"two\.parquet"):
        prepare(config)
