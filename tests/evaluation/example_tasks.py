"""Small tasks, rows and a predictor whose answers are written in the evidence."""

import json
import random
from pathlib import Path

import yaml

from claimcheck.evaluation.rows import Example
from claimcheck.labels import LABELS, Label
from claimcheck.records import Evidence, Prediction

NAMES = [str(label) for label in LABELS]


def example(number, label, claim="The bridge opened in June.", evidence="supported", group=None):
    return Example(str(number), claim, evidence, label, "mine", group or f"g{number}")


def prediction(supported, contradicted, not_enough_info, quote=""):
    values = dict(zip(NAMES, (supported, contradicted, not_enough_info), strict=True))
    label = Label(max(values, key=values.__getitem__))
    return Prediction(label, values, [Evidence(quote, 0, len(quote), values)] if quote else [])


class Oracle:
    """Answers with the label that the evidence begins with, and counts the rows it was asked for."""

    def __init__(self, name="oracle", confidence=0.8, fails_on=None):
        self.name = name
        self.fingerprint = f"{name}-{confidence}-fingerprint"
        self.asked = 0
        self._confidence = confidence
        self._fails_on = fails_on

    def predict(self, rows):
        self.asked += len(rows)
        answers = []
        for row in rows:
            if self._fails_on is not None and self._fails_on in row["claim"]:
                raise KeyboardInterrupt
            said = row["evidence"].split()[0]
            rest = (1 - self._confidence) / 2
            answers.append(prediction(*(self._confidence if name == said else rest for name in NAMES), quote=said))
        return answers


def rows(count, labels=NAMES, right=0.75, seed=1, prefix="Town"):
    """Rows of which about the share ``right`` carries its own label in the evidence; three rows share a group."""
    draw = random.Random(seed)
    made = []
    for number in range(count):
        label = labels[number % len(labels)]
        said = label if draw.random() < right else draw.choice(NAMES)
        made.append(
            {
                "id": f"{prefix}-{number}",
                "claim": f"{prefix} {number} has {number} bridges and no port.",
                "evidence": f"{said} is what report {number} of {prefix} says <b>& more</b>.",
                "label": label,
                "group": f"{prefix}-{number // 3}",
            }
        )
    return made


def write_task(root: Path, name: str, records, **changes):
    """Write a task's YAML and its JSONL file below ``root``."""
    for folder in ("tasks", "suites", "data"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    data = root / "data" / f"{name}.jsonl"
    data.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    task = {
        "name": name,
        "version": 1,
        "description": f"Rows about {name}",
        "source": {"path": f"../data/{name}.jsonl"},
        "primary": "accuracy",
    } | changes
    (root / "tasks" / f"{name}.yaml").write_text(yaml.safe_dump(task), encoding="utf-8")


def write_suite(root: Path, name: str, tasks, **changes):
    suite = {"name": name, "description": "A suite", "tasks": tasks} | changes
    (root / "suites" / f"{name}.yaml").write_text(yaml.safe_dump(suite), encoding="utf-8")
