"""Everything tried, losers too: ``experiments.json``, extended from run folders, and the table made of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from claimcheck.errors import InputError
from training.finetune import STAGES
from training.prepare import DATA_FACTS

RECORDS = Path("training/experiments.json")
_SHOWN = ("mnli_mm_part", "snli", "fever_nli", "fever_symmetric", "news_events", "crosscheck")
_HEAD = """# Experiments

Every training tried, losers too. `python -m training experiments runs/NAME ...` takes up runs and rewrites this page
from `experiments.json`; the notes there are written by hand.

Figures are macro-F1 on dev, in hundredths, of the weights that a run ended with; a run that was cut off has those of
its best checkpoint. The mean is over the dev sources that the run itself looked at, so that runs compare by source.
The runs up to `balanced` each drew dev rows of their own, some of them 120 a source: there, a few points mean little.

"""


class Experiment(BaseModel):
    """One run: what it was, what it was trained on, and dev macro-F1 by source, with the mean as ``macro_f1``.

    ``hours`` is None for a run that was cut off. ``note`` is written by hand.
    """

    name: str
    what: str
    pairs: int
    hours: float | None
    dev: dict[str, float]
    note: str = ""


_Experiments = TypeAdapter(list[Experiment])


def write_experiments(runs: Sequence[Path], records: Path = RECORDS) -> Path:
    """Take up run folders into ``records``, keeping notes, and write the table beside it; returns the table's path.

    Raises:
        InputError: a folder holds no training, or the records cannot be read.
    """
    known = {item.name: item for item in _read_records(records)}
    for folder in runs:
        found = read_run(folder)
        old = known.get(found.name)
        known[found.name] = found.model_copy(update={"note": old.note}) if old else found
    records.write_bytes(_Experiments.dump_json(list(known.values()), indent=2) + b"\n")
    page = records.with_name("EXPERIMENTS.md")
    page.write_text(_HEAD + "\n".join(_table(known.values())) + "\n", encoding="utf-8")
    return page


def read_run(folder: Path) -> Experiment:
    """The last training in a run folder, whether it was finished or cut off.

    Raises:
        InputError: there is none.
    """
    try:
        if (folder / "best" / STAGES).is_file():
            stage = json.loads((folder / "best" / STAGES).read_text(encoding="utf-8"))[-1]
            what, hours = _what(stage["config"]), round(stage["seconds"] / 3600, 2)
            data, scores = stage["data"], stage["dev"]
        else:
            states = folder.glob("checkpoints/*/trainer_state.json")
            state = max((json.loads(path.read_text(encoding="utf-8")) for path in states), key=_step)
            what, hours = f"cut off at step {state['global_step']} of {state['max_steps']}", None
            data = json.loads((folder / DATA_FACTS).read_text(encoding="utf-8"))
            scores = max(state["log_history"], key=lambda entry: entry.get("eval_macro_f1", 0))
        sources = ["macro_f1", *data["dev"]]
        dev = {name: round(scores[f"eval_{name}"], 4) for name in sources}
        pairs = sum(source["rows"] for source in data["train"].values())
    except (OSError, ValueError, LookupError) as error:
        raise InputError(f"{folder}: no training can be read there: {error!r}; name a folder of runs/") from error
    return Experiment(name=folder.resolve().name, what=what, pairs=pairs, hours=hours, dev=dev)


def _step(state: dict[str, Any]) -> int:
    return int(state["global_step"])


def _what(config: dict[str, Any]) -> str:
    optimiser = config["optimiser"]
    base = config["base_model"].removesuffix("/best").removeprefix("runs/").removeprefix("package:")
    shrunk = f", {config['shrink']['kept']:g} of its weights kept" if config.get("shrink") else ""
    parts = [f"from {base}{shrunk}", f"learning rate {optimiser['learning_rate']:g}", f"epochs {optimiser['epochs']:g}"]
    parts += [f"dropout {optimiser['dropout']:g}"] if optimiser["dropout"] else []
    parts += ["source priors removed"] if optimiser.get("remove_priors") else []
    parts += ["interpolated"] if optimiser.get("interpolate") else []
    return ", ".join(parts)


def _read_records(path: Path) -> list[Experiment]:
    try:
        return _Experiments.validate_json(path.read_bytes()) if path.exists() else []
    except ValidationError as error:
        raise InputError(f"{path}: not a list of experiments: {error}") from error


def _table(experiments: Iterable[Experiment]) -> Iterator[str]:
    yield f"| run | what | pairs | hours | mean | {' | '.join(name.replace('_', ' ') for name in _SHOWN)} | note |"
    yield f"| --- | --- |{' ---: |' * (3 + len(_SHOWN))} --- |"
    for item in experiments:
        hours = "" if item.hours is None else f"{item.hours:.1f}"
        scores = (f"{100 * item.dev[name]:.1f}" if name in item.dev else "" for name in ("macro_f1", *_SHOWN))
        yield f"| {item.name} | {item.what} | {item.pairs:,} | {hours} | {' | '.join(scores)} | {item.note} |"
