"""Everything that can be wrong with a file of labels, found before an hour is spent on it, and reported at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.errors import InputError
from claimcheck.evaluation import Example, Problem
from claimcheck.labels import LABELS
from training.labels_file import LabelledRow, LabelsFile
from training.pair_index import PairIndex, text_key
from training.retrain_config import LabelsConfig
from training.splitting import split_by_group

#: A claim with more words states several facts.
_LONGEST_CLAIM_WORDS = 100
#: A label with a smaller share of the rows is hardly learnt.
_LEAST_SHARE = 0.05
_SHOWN_PLACES = 5
_SHOWN_PROBLEMS = 40

PARTS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class CheckedLabels:
    """Usable rows by part (``train``, ``dev``, ``test``), and what is wrong with the file."""

    parts: dict[str, list[Example]]
    problems: list[Problem]

    @property
    def warnings(self) -> list[str]:
        """What should be known, but is no reason to stop."""
        return [problem.message for problem in self.problems if problem.severity == "warning"]


def check_labels(file: LabelsFile, config: LabelsConfig, evaluation: Iterable[tuple[str, str, str]]) -> CheckedLabels:
    """Check a file of labels and split it by group.

    Errors: unreadable rows, conflicting labels for one pair, rows of the evaluation material, over-long claims, one
    label only, too few rows or groups. Warnings: duplicates (kept once), rare labels, evidence in several groups.

    Args:
        file: the labels.
        config: what is needed, and the shares of the parts.
        evaluation: rows that no model may be trained on: where they are, claim, evidence.
    """
    kept, problems = _distinct(file.rows)
    problems += _over_long(file.rows)
    problems += _leaks(kept, evaluation)
    problems += _balance(kept)
    problems += _shared_evidence(kept)
    examples = [row.example for row in kept]
    part_of = split_by_group(
        [example.group for example in examples], {"test": config.test, "dev": config.dev}, rest="train"
    )
    parts: dict[str, list[Example]] = {part: [] for part in PARTS}
    for example, part in zip(examples, part_of, strict=True):
        parts[part].append(example)
    problems += _too_few(parts, config)
    return CheckedLabels(parts, [*file.problems, *(Problem(file.path.name, *found) for found in problems)])


def require_usable(file: LabelsFile, checked: CheckedLabels) -> None:
    """Stop if there are errors.

    Raises:
        InputError: with every problem of the file.
    """
    ordered = sorted(checked.problems, key=lambda problem: problem.severity != "error")
    errors = sum(problem.severity == "error" for problem in ordered)
    if errors:
        shown = "\n".join(f"  {problem.severity}: {problem.message}" for problem in ordered[:_SHOWN_PROBLEMS])
        rest = len(ordered) - _SHOWN_PROBLEMS
        more = f"\n  and {rest} more" if rest > 0 else ""
        raise InputError(f"{file.path}: {errors} errors in the labels, please correct them:\n{shown}{more}")


#: (severity, message)
_Found = tuple[str, str]


def _distinct(rows: Sequence[LabelledRow]) -> tuple[list[LabelledRow], list[_Found]]:
    same: dict[tuple[str, str], list[LabelledRow]] = defaultdict(list)
    for row in rows:
        same[text_key(row.example.claim), text_key(row.example.evidence)].append(row)
    found: list[_Found] = []
    repeated: list[str] = []
    for group in same.values():
        labels = sorted({row.example.label for row in group})
        if len(labels) > 1:
            found.append(("error", f"one pair has several labels ({', '.join(labels)}): {_places(_at(group))}"))
        repeated += _at(group[1:])
    if repeated:
        found.append(("warning", f"{len(repeated)} rows repeat an earlier pair and are left out: {_places(repeated)}"))
    return [group[0] for group in same.values()], found


def _over_long(rows: Sequence[LabelledRow]) -> list[_Found]:
    long = [row for row in rows if len(row.example.claim.split()) > _LONGEST_CLAIM_WORDS]
    message = f"claims of more than {_LONGEST_CLAIM_WORDS} words; a claim states one fact: {_places(_at(long))}"
    return [("error", message)] if long else []


def _leaks(rows: Sequence[LabelledRow], evaluation: Iterable[tuple[str, str, str]]) -> list[_Found]:
    index = PairIndex((row.place, row.example.claim, row.example.evidence) for row in rows)
    leaked: dict[str, list[str]] = defaultdict(list)
    for where, claim, evidence in evaluation:
        place = index.find(claim, evidence)
        if place is not None and place not in leaked[where]:
            leaked[where].append(place)
    return [
        ("error", f"rows that belong to {where}, which no model may be trained on; remove them: {_places(places)}")
        for where, places in leaked.items()
        if places
    ]


def _balance(rows: Sequence[LabelledRow]) -> list[_Found]:
    counts = Counter(row.example.label for row in rows)
    if len(counts) == 1:
        return [("error", f"every row is labelled {next(iter(counts))}; at least two of the labels are needed")]
    return [
        ("warning", f"only {counts[label]} of {len(rows)} rows are labelled {label}; the model will learn little of it")
        for label in map(str, LABELS)
        if rows and counts[label] < _LEAST_SHARE * len(rows)
    ]


def _shared_evidence(rows: Sequence[LabelledRow]) -> list[_Found]:
    groups: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        groups[row.example.evidence].add(row.example.group)
    shared = [row for row in rows if len(groups[row.example.evidence]) > 1]
    message = (
        f"{len(shared)} rows share their evidence with rows of another group, so that the test is easier than life; "
        f"give them the same group: {_places(_at(shared))}"
    )
    return [("warning", message)] if shared else []


def _too_few(parts: dict[str, list[Example]], config: LabelsConfig) -> list[_Found]:
    rows = sum(map(len, parts.values()))
    if rows < config.least_rows:
        return [("error", f"{rows} usable rows; at least {config.least_rows} are needed, label more")]
    found: list[_Found] = [
        ("error", f"no rows are left for {part}: there are too few groups; label claims of more events or texts")
        for part in ("train", "dev")
        if not parts[part]
    ]
    test = parts["test"]
    groups = len({example.group for example in test})
    if len(test) < config.least_test_rows or groups < config.least_test_groups:
        found.append(
            (
                "error",
                f"the test part has {len(test)} rows in {groups} groups; at least {config.least_test_rows} rows in "
                f"{config.least_test_groups} groups are needed to judge a model; label claims of more events or texts",
            )
        )
    if len({example.label for example in test}) == 1:
        found.append(("error", f"the test part has only the label {test[0].label}; label more rows"))
    return found


def _at(rows: Iterable[LabelledRow]) -> list[str]:
    return [row.place for row in rows]


def _places(places: Sequence[str]) -> str:
    rest = len(places) - _SHOWN_PLACES
    return ", ".join(places[:_SHOWN_PLACES]) + (f" and {rest} more" if rest > 0 else "")
