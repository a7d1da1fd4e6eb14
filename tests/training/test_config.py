from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.errors import ConfigError
from training.config import load_train_config


@pytest.mark.parametrize("path", sorted(Path("configs/train").glob("*.yaml")), ids=lambda path: path.stem)
def test_our_configurations_are_valid(path: Path) -> None:
    assert path.read_text().startswith("#")
    if path.stem != "retrain":
        assert load_train_config(path).data.train


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(
        "name: x\nbase_model: y\nsede: 3\ndata:\n  max_tokens: 4000\n  train: {a: {weight: -1}}\n"
        "optimiser: {learning_rate: fast}\n"
    )
    with pytest.raises(ConfigError) as caught:
        load_train_config(path)
    for place in ("sede", "data.max_tokens", "data.train.a", "data.dev", "optimiser.learning_rate"):
        assert place in str(caught.value)


@pytest.mark.parametrize("content", ["when: 2024-02-30\n", "{", "name: [unclosed"])
def test_broken_yaml_names_the_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(content)
    with pytest.raises(ConfigError, match=r"broken\.yaml"):
        load_train_config(path)
