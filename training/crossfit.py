"""Every new label as a test: each is answered by a model that was trained on labels of other groups only."""

from __future__ import annotations

import logging
from pathlib import Path

from claimcheck import Verifier
from claimcheck.records import Prediction
from training.gate import answers
from training.label_checks import CheckedLabels
from training.retrain_run import Retrainer

log = logging.getLogger(__name__)


def out_of_fold(retrainer: Retrainer, labels: CheckedLabels, folder: Path) -> list[Prediction]:
    """Answers to ``labels.tested``, in its order, by cross-fitting (Chernozhukov et al., 2018, arXiv:1608.00060).

    One model per fold is trained on the labels of all other groups and answers the fold. It has seen fewer labels than
    the model that is kept, and so promises rather too little of it. The folds' models lie below ``folder``.
    """
    said: list[Prediction] = []
    for number, fold in enumerate(labels.folds, start=1):
        asked = {example.group for example in fold}
        others = [example for example in labels.examples if example.group not in asked]
        log.info("fold %d of %d: training on %d labels to test %d", number, len(labels.folds), len(others), len(fold))
        training, _ = retrainer.run(others, fold_folder(folder, number))
        said += answers(Verifier.from_pretrained(training.run_folder / "best"), fold, []).new
    return said


def fold_folder(folder: Path, number: int) -> Path:
    """Where the model of a fold lies, from 1."""
    return folder / f"fold-{number}"
