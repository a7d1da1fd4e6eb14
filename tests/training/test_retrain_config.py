from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.errors import ConfigError
from training.retrain_config import load_retrain_config

CONFIG = Path("configs/train/retrain.yaml")


def test_own_rows_are_replayed_where_there_is_no_mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_DATA", str(tmp_path))
    config = load_retrain_config(CONFIG)
    assert config.replayed == config.replay.own
    assert set(config.replayed.train) == {"crosscheck"}
    for split in ("train", "dev"):
        (tmp_path / split).mkdir()
    assert config.replayed == config.replay.mirror


def test_mistakes_are_reported_together(tmp_path: Path) -> None:
    text = CONFIG.read_text(encoding="utf-8").replace("folds: 2", "folds: 1").replace("most_lost", "most_lots")
    (tmp_path / "wrong.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"2 mistakes(.|\n)*labels\.folds(.|\n)*gate\.most_lots"):
        load_retrain_config(tmp_path / "wrong.yaml")


def test_the_crosscheck_test_events_are_never_replayed() -> None:
    config = load_retrain_config(CONFIG)
    for data in (config.replay.mirror, config.replay.own):
        uses = [use for listed in data.train.values() for use in (listed if isinstance(listed, list) else [listed])]
        assert all(use.folder is None or use.folder.name == "train" for use in uses)
    assert config.replay.held_out == Path("data/crosscheck/test")
