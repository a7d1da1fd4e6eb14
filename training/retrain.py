"""Step ``retrain``: a user's labels -> a new bundle, which takes over only if it is better."""

from __future__ import annotations

import hashlib
import json
import logging
import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Any

from claimcheck import Verifier
from claimcheck.errors import OutputError
from claimcheck.evaluation import Example
from claimcheck.evaluation.results import ComparisonResult
from claimcheck.model.bundle import MANIFEST, Bundle, open_bundle
from claimcheck.model.registry import Registry
from training.calibrate import calibrate
from training.config import OptimiserConfig, SourceConfig, TrainConfig
from training.export import export
from training.finetune import STAGES, finetune
from training.gate import answers, compare_on_new, compare_on_old, decide
from training.label_checks import PARTS, CheckedLabels, check_labels, require_usable
from training.labels_file import NEW_LABELS, LabelsFile, read_labels
from training.prepare import DATA_FACTS, data_facts, model_pairs, prepare_rows
from training.replay import OLD_ROWS, OldRows, evaluation_material, read_old_rows, without
from training.retrain_config import RetrainConfig
from training.retrain_report import LabelsInfo, Measured, ReplayInfo, RetrainReport, markdown

log = logging.getLogger(__name__)

REPORT_JSON, REPORT_MARKDOWN = "report.json", "report.md"
_STAMP = "retrain.json"
#: Most rows that int8 is fitted to and checked on.
_EXPORT_ROWS = 1900
_EVALUATIONS = 4

Rows = dict[str, list[dict[str, str]]]


def retrain(labels: Path, config: RetrainConfig, output: Path | None = None, *, force: bool = False) -> RetrainReport:
    """Fine-tune the model in use on labels of the user, measure both, and promote the new one if it passes the gate.

    The new bundle, ``report.json`` and ``report.md`` are written below ``output``, by default a folder of
    ``config.runs`` named after the labels. The same command again goes on where it was interrupted.

    Args:
        labels: JSONL, CSV, Parquet or an export of Label Studio; see :func:`training.labels_file.read_labels`.
        config: how to retrain.
        output: an empty or new folder, or that of the same retraining.
        force: promote the new model even if it does not pass; its manifest and the report will say so.

    Raises:
        InputError: the labels cannot be used; the message lists everything that is wrong with them.
        ModelError: the model in use cannot be opened, or int8 does not follow the trained weights.
        OutputError: ``output`` holds something else, or cannot be written.
    """
    started = time.monotonic()
    base = open_bundle()
    file = read_labels(labels)
    key = _key(file, config, base)
    name = f"{re.sub(r'[^A-Za-z0-9_]+', '-', labels.stem).strip('-')[:40]}-{key[:8]}"
    folder = output or config.runs / f"retrain-{name}"
    training = TrainConfig(
        name=folder.name, runs=folder.parent, base_model=str(base.folder), seed=config.seed, data=config.replayed
    )
    old_rows = read_old_rows(training)
    material = evaluation_material(old_rows.tests, training.data.root, config.replay.held_out)
    checked = check_labels(file, config.labels, material)
    require_usable(file, checked)
    for warning in checked.warnings:
        log.warning("%s: %s", file.path, warning)
    _open_folder(folder, key)

    old_model = Verifier.from_pretrained(base.folder)
    test = checked.parts["test"]
    before = answers(old_model, test, old_rows.tests)
    rows = _mixed(checked, old_rows, old_model, config)
    training = training.model_copy(update={"optimiser": _optimiser(config, len(rows["train"]))})
    _train(training, rows, file)
    bundle = folder / name
    _export(training, rows, bundle, base, config)

    after = answers(Verifier.from_pretrained(bundle), test, old_rows.tests)
    new_labels = _measured(test, compare_on_new(test, after, before))
    old_tests = _measured(old_rows.tests, compare_on_old(old_rows.tests, after, before))
    gate = decide(new_labels.comparison, old_tests.comparison, config.gate.most_lost)
    report = RetrainReport(
        name=name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        base=before.model,
        labels=_labels_info(file, checked),
        replay=_replay_info(training, rows, len(old_rows.tests)),
        new_labels=new_labels,
        old_tests=old_tests,
        gate=gate,
        forced=force and not gate.passed,
        promoted=force or gate.passed,
        folder=str(bundle),
        seconds=round(time.monotonic() - started, 1),
    )
    _finish(folder, bundle, report)
    return report


def _key(file: LabelsFile, config: RetrainConfig, base: Bundle) -> str:
    """Identifies a retraining: the same labels, settings, old rows and model give the same key."""
    settings = config.model_dump_json(exclude={"runs": True, "gate": True, "replay": {"mirror", "own"}})
    parts = (file.sha256, settings, config.replayed.model_dump_json(), base.fingerprint)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _open_folder(folder: Path, key: str) -> None:
    stamp = folder / _STAMP
    try:
        if stamp.is_file() and json.loads(stamp.read_text(encoding="utf-8")).get("key") == key:
            log.info("going on with the retraining in %s", folder)
            return
        if folder.exists() and any(folder.iterdir()):
            raise OutputError(f"{folder}: holds something else than this retraining; choose an empty or new folder")
        folder.mkdir(parents=True, exist_ok=True)
        stamp.write_text(json.dumps({"key": key}) + "\n", encoding="utf-8")
    except (OSError, ValueError) as error:
        raise OutputError(f"{folder}: cannot be used for the retraining: {error}; choose another folder") from error


def _mixed(checked: CheckedLabels, old_rows: OldRows, model: Verifier, config: RetrainConfig) -> Rows:
    """New rows among old ones; of the dev rows, those that one pass of the model reads whole."""
    labelled = [example for part in PARTS for example in checked.parts[part]]
    train = _model_rows(checked.parts["train"])
    replayed = without(old_rows.replayed, labelled)[: round(config.replay.rows_per_new_row * len(train))]
    dev = [*_model_rows(checked.parts["dev"]), *old_rows.stopping]
    rows = {"train": [*train, *replayed], "dev": dev}
    for split, mixed in rows.items():
        rows[split] = [row for row in mixed if model.scorer.fits(row["claim"], row["evidence"])]
        random.Random(config.seed).shuffle(rows[split])
    return rows


def _model_rows(examples: Sequence[Example]) -> list[dict[str, str]]:
    rows = [
        {"claim": item.claim, "evidence": item.evidence, "label": item.label, "group": item.group} for item in examples
    ]
    return list(model_pairs(NEW_LABELS, rows, SourceConfig(evidence="selected")))


def _optimiser(config: RetrainConfig, rows: int) -> OptimiserConfig:
    """Enough epochs for the least number of steps, and several evaluations on the way."""
    asked = config.optimiser
    steps_per_epoch = ceil(rows / asked.batch_size)
    epochs = max(asked.epochs, config.least_steps / steps_per_epoch)
    steps = ceil(epochs * steps_per_epoch)
    checkpoint_steps = max(1, min(asked.checkpoint_steps, steps // _EVALUATIONS))
    return asked.model_copy(update={"epochs": epochs, "checkpoint_steps": checkpoint_steps})


def _train(config: TrainConfig, rows: Rows, file: LabelsFile) -> None:
    """Prepare and fine-tune, unless an interrupted run of the same retraining has already done so."""
    if not (config.run_folder / DATA_FACTS).is_file():
        facts = data_facts(config, rows)
        theirs = {"sha256": file.sha256, "licence": "the user's own", "origin": file.path.name}
        for split in ("train", "dev"):
            facts[split].get(NEW_LABELS, {}).update(theirs)
        facts["dev"][OLD_ROWS] |= {"licence": "not trained on", "origin": f"dev rows of {', '.join(config.data.dev)}"}
        prepare_rows(config, rows, facts)
    if not (config.run_folder / "best" / STAGES).is_file():
        finetune(config)


def _export(training: TrainConfig, rows: Rows, bundle: Path, base: Bundle, config: RetrainConfig) -> None:
    calibrate(training, rows["dev"])
    pairs = [(row["claim"], row["evidence"]) for row in [*rows["dev"], *rows["train"]]][:_EXPORT_ROWS]
    version = f"{base.manifest.get('version', '0')}+{bundle.name}"
    export(training, bundle, version, config.gate.most_int8_flips, pairs)


def _labels_info(file: LabelsFile, checked: CheckedLabels) -> LabelsInfo:
    return LabelsInfo(
        file=file.path.name,
        sha256=file.sha256,
        rows={part: Counter(example.label for example in checked.parts[part]) for part in PARTS},
        groups={part: _group_count(checked.parts[part]) for part in PARTS},
        warnings=checked.warnings,
    )


def _replay_info(training: TrainConfig, rows: Rows, tests: int) -> ReplayInfo:
    trained = Counter(row["source"] for row in rows["train"] if row["source"] != NEW_LABELS)
    stopping = sum(row["source"] == OLD_ROWS for row in rows["dev"])
    return ReplayInfo(root=str(training.data.root), trained=trained, stopping=stopping, tests=tests)


def _measured(examples: Sequence[Example], comparison: ComparisonResult) -> Measured:
    return Measured(rows=len(examples), groups=_group_count(examples), comparison=comparison)


def _group_count(examples: Sequence[Example]) -> int:
    return len({example.group for example in examples})


def _finish(folder: Path, bundle: Path, report: RetrainReport) -> None:
    """Write down what came of it, then let a promoted model take over; checkpoints are no longer needed."""
    manifest: dict[str, Any] = json.loads((bundle / MANIFEST).read_text(encoding="utf-8"))
    manifest["retraining"] = report.manifest_entry()
    (bundle / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    (folder / REPORT_JSON).write_text(report.model_dump_json(indent=2) + "\n", encoding="utf-8")
    (folder / REPORT_MARKDOWN).write_text(markdown(report), encoding="utf-8")
    if report.promoted:
        registry = Registry()
        registry.use(registry.add(bundle))
    for unneeded in ("checkpoints", "data"):
        shutil.rmtree(folder / unneeded, ignore_errors=True)
