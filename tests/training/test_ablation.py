"""Small trainings with and without parts of a recipe."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

import training.ablation
from claimcheck.errors import ConfigError
from training.ablation import AblationConfig, ablate, load_ablation_config
from training.config import TrainConfig
from training.prepare import prepare_rows

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ablation(config: TrainConfig, tmp_path: Path) -> AblationConfig:
    recipe = config.model_dump(mode="json")
    recipe["data"]["train"]["three"]["value_swaps"] = 1.0
    recipe["data"]["quantifier_pairs"] = 60
    (tmp_path / "recipe.yaml").write_text(yaml.safe_dump(recipe), encoding="utf-8")
    return AblationConfig.model_validate(
        {
            "recipe": tmp_path / "recipe.yaml",
            "base_model": config.base_model,
            "first_pairs": 96,
            "pairs": 64,
            "general": ["two"],
            "seeds": {"full": [1, 2], "no_quantities": [1], "general": [1]},
            "optimiser": {"batch_size": 32},
        }
    )


def test_every_variant_sees_as_many_pairs_and_lacks_what_it_should(ablation: AblationConfig, tmp_path: Path) -> None:
    ablate(ablation, tmp_path / "ablation.json")
    folders = sorted((tmp_path / "runs" / "ablation").iterdir())
    assert [folder.name for folder in folders] == ["first", "full-1", "full-2", "general-1", "no_quantities-1"]
    used = {
        folder.name: {
            name: facts["rows"] for name, facts in json.loads((folder / "data.json").read_text())["train"].items()
        }
        for folder in folders
    }
    assert [sum(rows.values()) for rows in used.values()] == [96, 64, 64, 64, 64]
    assert used["full-1"].keys() == {"three", "two", "quantifier_pairs"}
    assert used["no_quantities-1"].keys() == {"three", "two"}
    assert used["first"].keys() == used["general-1"].keys() == {"two"}


def test_the_table_has_means_and_spreads_and_a_second_call_trains_nothing(
    ablation: AblationConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = tmp_path / "ablation.json"
    page = ablate(ablation, results)
    runs = json.loads(results.read_text())["runs"]
    assert [(run["variant"], run["seed"]) for run in runs] == [
        ("full", 1),
        ("no_quantities", 1),
        ("general", 1),
        ("full", 2),
    ]
    one, other = (100 * run["dev"]["macro_f1"] for run in runs if run["variant"] == "full")
    row = next(line for line in page.read_text().splitlines() if line.startswith("| full recipe |"))
    assert row.startswith(f"| full recipe | 2 | {(one + other) / 2:.1f} ± {abs(one - other) / 2**0.5:.1f} |")
    before = results.read_bytes()
    monkeypatch.setattr(training.ablation, "finetune", None)
    ablate(ablation, results)
    assert results.read_bytes() == before


def test_an_ablation_that_was_cut_off_goes_on(
    ablation: AblationConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*arguments: object) -> None:
        prepare_rows(*arguments)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(training.ablation, "prepare_rows", cut_off)
        with pytest.raises(KeyboardInterrupt):
            ablate(ablation, tmp_path / "ablation.json")
    ablate(ablation, tmp_path / "ablation.json")
    assert len(json.loads((tmp_path / "ablation.json").read_text())["runs"]) == 4


def test_a_variant_that_there_is_not_is_refused(tmp_path: Path) -> None:
    content = yaml.safe_load((ROOT / "configs" / "ablation.yaml").read_text())
    content["seeds"] = {"ful": [1]}
    (tmp_path / "ablation.yaml").write_text(yaml.safe_dump(content))
    with pytest.raises(ConfigError, match=r"ful.*full, no_news_pairs, no_quantities, general"):
        load_ablation_config(tmp_path / "ablation.yaml")


def test_general_sources_of_our_configuration_are_in_its_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    config = load_ablation_config(Path("configs/ablation.yaml"))
    recipe = training.ablation.load_train_config(config.recipe)
    assert set(config.general) <= recipe.data.train.keys()
