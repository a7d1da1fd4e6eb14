"""The worst errors of a task, ready to be read by a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from claimcheck.errors import InputError
from claimcheck.evaluation.predictions import read_predictions
from claimcheck.evaluation.results import TaskResult
from claimcheck.evaluation.scored import score_rows
from claimcheck.evaluation.slices import slices_of

_SHOWN_CHARACTERS = 1200


def worst_errors(task: TaskResult, folder: Path, limit: int) -> list[dict[str, Any]]:
    """Wrong rows, those first where the model was surest of the wrong class over the right one.

    Args:
        task: a task's result.
        folder: folder of its results file.
        limit: at most so many rows.

    Raises:
        InputError: the predictions that the result names are gone.
    """
    kept = read_predictions(folder / task.predictions)
    if kept is None:
        raise InputError(f"{folder / task.predictions}: the predictions are gone; run the suite again")
    examples, predictions = kept
    scored = score_rows(examples, predictions, task.labels)
    margin = scored.confidence - scored.probabilities[np.arange(len(examples)), scored.gold]
    wrong = np.flatnonzero(~scored.correct)
    worst = wrong[np.argsort(-margin[wrong], kind="stable")][:limit]
    return [
        {
            "task": task.name,
            "id": examples[row].id,
            "claim": examples[row].claim,
            "gold": scored.classes[scored.gold[row]],
            "predicted": scored.classes[scored.predicted[row]],
            "probabilities": {
                name: round(float(value), 3)
                for name, value in zip(scored.classes, scored.probabilities[row], strict=True)
            },
            "margin": round(float(margin[row]), 3),
            "slices": slices_of(examples[row]),
        }
        | passage(examples[row].evidence, predictions[row].evidence[0].text if predictions[row].evidence else "")
        for row in worst.tolist()
    ]


def passage(evidence: str, quote: str) -> dict[str, str]:
    """The evidence around the deciding quote: before, quote, after; marked where it is cut."""
    start = evidence.find(quote) if quote else -1
    if start < 0:
        start, quote = 0, ""
    end = start + len(quote)
    room = max(0, _SHOWN_CHARACTERS - len(quote))
    first = max(0, start - room // 2)
    last = min(len(evidence), end + room - (start - first))
    return {
        "before": ("... " if first else "") + evidence[first:start],
        "quote": quote,
        "after": evidence[end:last] + (" ..." if last < len(evidence) else ""),
    }
