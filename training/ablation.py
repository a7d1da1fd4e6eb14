"""Step ``ablate``: what parts of a recipe are worth, by small trainings with and without them, from several seeds."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean, stdev
from typing import Any

from pydantic import Field, field_validator

from claimcheck.config import StrictModel, load_yaml
from training.config import (
    DataConfig,
    OptimiserConfig,
    SourceConfig,
    TrainConfig,
    load_train_config,
    uses_of,
)
from training.experiments import read_run
from training.finetune import STAGES, finetune
from training.prepare import data_facts, drawn_rows, prepare_rows

log = logging.getLogger(__name__)

RESULTS = Path("training/ablation.json")
_SHOWN = ("news_events", "crosscheck", "fever_nli", "mnli_mm_part", "infotabs")
_HEAD = """# Ablation

What parts of the recipe in `{recipe}` are worth, which is that of the sixth stage, not of the last
(`real_news.yaml`): one training on {first_pairs:,} pairs of inference in
general from the pretrained weights, and from it trainings of {pairs:,} pairs each; far fewer than the model that ships
has seen. Macro-F1 on dev, in hundredths, mean over seeds (of the second training) and ± their standard deviation; the
mean is over {sources} dev sources. {done} of {planned} trainings are done; differences no larger than the spread mean
nothing. Written by `python -m training ablate`; each run is in `ablation.json`.

"""


class AblationConfig(StrictModel):
    """``recipe``: the training configuration whose mix of sources is tried, with and without some of its parts.

    ``general``: sources of inference in general. ``first_pairs``: of those, that one training from ``base_model`` sees;
    all others start from it. ``pairs``: that each of the others sees, once. ``seeds``: of each variant, by its name in
    :data:`VARIANTS`.
    """

    name: str = "ablation"
    recipe: Path
    base_model: str
    general: list[str]
    first_pairs: int = Field(ge=64)
    pairs: int = Field(ge=64)
    seeds: dict[str, list[int]]
    optimiser: OptimiserConfig

    @field_validator("seeds")
    @classmethod
    def _variants_are_known(cls, seeds: dict[str, list[int]]) -> dict[str, list[int]]:
        if unknown := seeds.keys() - VARIANTS.keys():
            raise ValueError(f"no such variant: {', '.join(sorted(unknown))}; there are: {', '.join(VARIANTS)}")
        return seeds


Variant = Callable[[DataConfig, AblationConfig], DataConfig]


def _without_news_pairs(data: DataConfig, _: AblationConfig) -> DataConfig:
    return data.model_copy(update={"news_pairs": None})


def _without_quantities(data: DataConfig, _: AblationConfig) -> DataConfig:
    made = data.news_pairs and data.news_pairs.model_copy(update={"value_swaps": 0.0})
    train = _each_use(data, lambda use: use.model_copy(update={"value_swaps": 0.0}))
    return data.model_copy(update={"news_pairs": made, "quantifier_pairs": 0, "train": train})


def _general_alone(data: DataConfig, config: AblationConfig) -> DataConfig:
    train = {name: uses for name, uses in data.train.items() if name in config.general}
    return data.model_copy(update={"news_pairs": None, "quantifier_pairs": 0, "train": train})


#: What each variant is called, and how it changes the recipe's data.
VARIANTS: dict[str, tuple[str, Variant]] = {
    "full": ("full recipe", lambda data, _: data),
    "no_news_pairs": ("no pairs made of unlabelled news", _without_news_pairs),
    "no_quantities": ("no quantifier pairs, no contrast sets of changed values", _without_quantities),
    "general": ("inference in general alone", _general_alone),
}


def load_ablation_config(path: Path) -> AblationConfig:
    """Read the configuration of an ablation.

    Raises:
        ConfigError: the file is missing, is not YAML, or has mistakes; the message lists all of them.
    """
    return load_yaml(path, AblationConfig)


def ablate(config: AblationConfig, results: Path = RESULTS) -> Path:
    """Train each variant from each of its seeds, but for those that are done; returns the path of the table.

    Figures are written after every training, so that one that is cut off can be taken up again.
    """
    recipe = load_train_config(config.recipe)
    first = _run_config(config, recipe, "first", _general_alone, recipe.seed)
    _train(first, config.first_pairs)
    from_first = config.model_copy(update={"base_model": str(first.run_folder / "best")})
    page = results.with_name("ABLATION.md")
    runs: list[dict[str, Any]] = []
    for variant, seed in _by_rounds(config.seeds):
        run = _run_config(from_first, recipe, f"{variant}-{seed}", VARIANTS[variant][1], seed)
        _train(run, config.pairs)
        done = read_run(run.run_folder)
        runs.append({"variant": variant, "seed": seed, "hours": done.hours, "dev": done.dev})
        facts = {"first_pairs": config.first_pairs, "pairs": config.pairs, "runs": runs}
        results.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
        head = _HEAD.format(
            recipe=config.recipe,
            first_pairs=config.first_pairs,
            pairs=config.pairs,
            sources=len(done.dev) - 1,
            done=len(runs),
            planned=sum(map(len, config.seeds.values())),
        )
        page.write_text(head + "\n".join(_table(runs)) + "\n", encoding="utf-8")
    return page


def _by_rounds(seeds: dict[str, list[int]]) -> Iterator[tuple[str, int]]:
    """The first seed of every variant, then the second: what is there early compares all variants."""
    for number in range(max(map(len, seeds.values()))):
        yield from ((variant, chosen[number]) for variant, chosen in seeds.items() if number < len(chosen))


def _run_config(config: AblationConfig, recipe: TrainConfig, name: str, change: Variant, seed: int) -> TrainConfig:
    return TrainConfig(
        name=f"{config.name}/{name}",
        base_model=config.base_model,
        seed=seed,
        runs=recipe.runs,
        data=change(recipe.data, config),
        optimiser=config.optimiser,
    )


def _train(run: TrainConfig, pairs: int) -> None:
    """Unless it is done; one that was cut off is taken up again."""
    if (run.run_folder / "best" / STAGES).is_file():
        return
    log.info("training %s", run.name)
    if not (run.run_folder / "data").is_dir():
        _prepare(run, pairs)
    finetune(run)


def _prepare(run: TrainConfig, pairs: int) -> None:
    share = pairs / 1e6
    while len(rows := drawn_rows(_thinned(run, share), "train")) < pairs:
        share *= 1.05 * pairs / max(len(rows), pairs / 20)
    splits = {"train": rows[:pairs], "dev": drawn_rows(run, "dev")}
    prepare_rows(run, splits, data_facts(run, splits))


def _thinned(run: TrainConfig, share: float) -> TrainConfig:
    """The same mix with a share of the rows."""
    data = run.data
    made = data.news_pairs and data.news_pairs.model_copy(update={"rows": max(3, round(share * data.news_pairs.rows))})
    train = _each_use(data, lambda use: use.model_copy(update={"weight": share * use.weight}))
    quantifier_pairs = round(share * data.quantifier_pairs)
    changed = {"news_pairs": made, "train": train, "quantifier_pairs": quantifier_pairs}
    return run.model_copy(update={"data": data.model_copy(update=changed)})


def _each_use(
    data: DataConfig, change: Callable[[SourceConfig], SourceConfig]
) -> dict[str, SourceConfig | list[SourceConfig]]:
    return {name: [change(use) for use in uses_of(uses)] for name, uses in data.train.items()}


def _table(runs: list[dict[str, Any]]) -> Iterator[str]:
    sources = [name for name in _SHOWN if name in runs[0]["dev"]]
    yield f"| trained on | seeds | mean | {' | '.join(name.replace('_', ' ') for name in sources)} |"
    yield f"| --- |{' ---: |' * (2 + len(sources))}"
    for variant, (what, _) in VARIANTS.items():
        dev = [run["dev"] for run in runs if run["variant"] == variant]
        if dev:
            figures = (_spread([100 * scores[name] for scores in dev]) for name in ("macro_f1", *sources))
            yield f"| {what} | {len(dev)} | {' | '.join(figures)} |"


def _spread(figures: list[float]) -> str:
    spread = f" ± {stdev(figures):.1f}" if len(figures) > 1 else ""
    return f"{mean(figures):.1f}{spread}"
