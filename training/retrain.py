"""Step ``retrain``: a user's labels -> a new bundle, which takes over only if it is better."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from claimcheck import Verifier
from claimcheck.errors import OutputError
from claimcheck.evaluation import Example
from claimcheck.evaluation.results import ComparisonResult
from claimcheck.model.bundle import MANIFEST, Bundle, open_bundle
from claimcheck.model.registry import Registry
from training.config import TrainConfig
from training.crossfit import fold_folder, out_of_fold
from training.export import export
from training.gate import answers, compare_on_new, compare_on_old, decide, least_gain
from training.json_files import add_to_json
from training.label_checks import CheckedLabels, check_labels, require_usable
from training.labels_file import NEW_LABELS, LabelsFile, read_labels
from training.portable import portable
from training.replay import OLD_ROWS, evaluation_material, read_old_rows, without
from training.retrain_config import RetrainConfig
from training.retrain_report import LabelsInfo, Measured, ReplayInfo, RetrainReport, markdown
from training.retrain_run import Retrainer, Rows, parts_of
from training.splitting import group_mark

log = logging.getLogger(__name__)

REPORT_JSON, REPORT_MARKDOWN = "report.json", "report.md"
_STAMP = "retrain.json"
#: Most rows that int8 is fitted to and checked on.
_EXPORT_ROWS = 1900


def retrain(labels: Path, config: RetrainConfig, output: Path | None = None, *, force: bool = False) -> RetrainReport:
    """Fine-tune the model in use on labels of the user, measure both, and promote the new one if it passes the gate.

    Labels test by cross-fitting, but for groups that the model in use was trained on. All go into the new model, some
    to stop and calibrate it; the old tests judge it. The new bundle, ``report.json`` and ``report.md`` are written
    below ``output``, by default a folder of ``config.runs`` named after the labels. The same command again goes on
    where it was interrupted.

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
    trained_groups = set(base.manifest.get("retraining", {}).get("trained_groups", []))
    # Old rows take a minute to read: what is wrong with the labels by themselves is said before.
    require_usable(file, check_labels(file, config.labels, [], trained_groups))
    key = _key(file, config, base)
    name = f"{re.sub(r'[^A-Za-z0-9_]+', '-', labels.stem).strip('-')[:40]}-{key[:8]}"
    folder = output or config.runs / f"retrain-{name}"
    training = TrainConfig(
        name=folder.name, runs=folder.parent, base_model=str(base.folder), seed=config.seed, data=config.replayed
    )
    old_rows = read_old_rows(training)
    material = evaluation_material(old_rows.tests, training.data.root, config.replay.held_out)
    checked = check_labels(file, config.labels, material, trained_groups)
    require_usable(file, checked)
    for warning in checked.warnings:
        log.warning("%s: %s", file.path, warning)
    _open_folder(folder, key)

    old_model = Verifier.from_pretrained(base.folder)
    before = answers(old_model, checked.tested, old_rows.tests)
    old_rows = replace(old_rows, replayed=without(old_rows.replayed, checked.examples))
    retrainer = Retrainer(config, training, file, checked.examples, old_rows, old_model)
    said = out_of_fold(retrainer, checked, folder)
    log.info("training on all %d labels", len(checked.examples))
    training, rows = retrainer.run(checked.examples, folder)
    bundle = folder / name
    _export(training, rows, bundle, base, config)

    new_model = Verifier.from_pretrained(bundle)
    after = replace(answers(new_model, [], old_rows.tests), new=said)
    new_labels = _measured(checked.tested, compare_on_new(checked.tested, after, before))
    old_tests = _measured(old_rows.tests, compare_on_old(old_rows.tests, after, before))
    least = least_gain(checked.tested, after, before)
    gate = decide(new_labels.comparison, least, old_tests.comparison, config.gate.most_lost)
    report = RetrainReport(
        name=name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        base=before.model,
        labels=_labels_info(file, checked, config.labels.dev),
        replay=_replay_info(training, rows, len(old_rows.tests)),
        new_labels=new_labels,
        old_tests=old_tests,
        gate=gate,
        forced=force and not gate.passed,
        promoted=force or gate.passed,
        folder=str(bundle),
        trained_groups=sorted(trained_groups | {group_mark(example.group) for example in checked.examples}),
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


def _export(training: TrainConfig, rows: Rows, bundle: Path, base: Bundle, config: RetrainConfig) -> None:
    pairs = [(row["claim"], row["evidence"]) for row in [*rows["dev"], *rows["train"]]][:_EXPORT_ROWS]
    version = f"{base.manifest.get('version', '0')}+{bundle.name}"
    export(training, bundle, version, config.gate.most_int8_flips, pairs)


def _labels_info(file: LabelsFile, checked: CheckedLabels, dev: float) -> LabelsInfo:
    parts = parts_of(checked.examples, dev) | {"tested": checked.tested}
    return LabelsInfo(
        file=file.path.name,
        sha256=file.sha256,
        folds=len(checked.folds),
        rows={part: Counter(example.label for example in examples) for part, examples in parts.items()},
        groups={part: _group_count(examples) for part, examples in parts.items()},
        warnings=checked.warnings,
    )


def _replay_info(training: TrainConfig, rows: Rows, tests: int) -> ReplayInfo:
    trained = Counter(row["source"] for row in rows["train"] if row["source"] != NEW_LABELS)
    stopping = sum(row["source"] == OLD_ROWS for row in rows["dev"])
    return ReplayInfo(root=portable(str(training.data.root)), trained=trained, stopping=stopping, tests=tests)


def _measured(examples: Sequence[Example], comparison: ComparisonResult) -> Measured:
    return Measured(rows=len(examples), groups=_group_count(examples), comparison=comparison)


def _group_count(examples: Sequence[Example]) -> int:
    return len({example.group for example in examples})


def _finish(folder: Path, bundle: Path, report: RetrainReport) -> None:
    """Write down what came of it, then let a promoted model take over; its folds' models are no longer needed."""
    add_to_json(bundle / MANIFEST, {"retraining": report.manifest_entry()})
    (folder / REPORT_JSON).write_text(report.model_dump_json(indent=2) + "\n", encoding="utf-8")
    (folder / REPORT_MARKDOWN).write_text(markdown(report), encoding="utf-8")
    if report.promoted:
        registry = Registry()
        registry.use(registry.add(bundle))
        for number in range(1, report.labels.folds + 1):
            shutil.rmtree(fold_folder(folder, number), ignore_errors=True)
