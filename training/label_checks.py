"""Everything that can be wrong with a file of labels, found before an hour is spent on it, and reported at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from claimcheck.errors import InputError
from claimcheck.evaluation import Example, Problem
from claimcheck.labels import LABELS
from training.labels_file import LabelledRow, LabelsFile
from training.pair_index import PairIndex, text_key
from training.retrain_config import LabelsConfig
from training.splitting import folds_by_group, group_mark

#: A claim with more words states several facts.
_LONGEST_CLAIM_WORDS = 100
#: A label with a smaller share of the rows is hardly learnt.
_LEAST_SHARE = 0.05
_SHOWN_PLACES = 5
_SHOWN_PROBLEMS = 40


@dataclass(frozen=True, slots=True)
class CheckedLabels:
    """Usable rows, those of them that test, by fold, and what is wrong with the file."""

    examples: list[Example]
    folds: list[list[Example]]
    problems: list[Problem]

    @property
    def tested(self) -> list[Example]:
        """The rows of all folds."""
        return [example for fold in self.folds for example in fold]

    @property
    def warnings(self) -> list[str]:
        """What should be known, but is no reason to stop."""
        return [problem.message for problem in self.problems if problem.severity == "warning"]


def check_labels(
    file: LabelsFile,
    config: LabelsConfig,
    evaluation: Iterable[tuple[str, str, str]],
    trained_groups: AbstractSet[str] = frozenset(),
) -> CheckedLabels:
    """Check a file of labels and divide it into folds, by group.

    Errors: unreadable rows, conflicting labels for one pair, rows of the evaluation material, over-long claims, one
    label only, too few rows or groups. Warnings: duplicates (kept once), rare labels, evidence in several groups, rows
    that cannot test.

    Args:
        file: the labels.
        config: what is needed, and the number of folds.
        evaluation: rows that no model may be trained on: where they are, claim, evidence.
        trained_groups: marks of the groups that the model in use was trained on; they are in no fold.
    """
    kept, problems = _distinct(file.rows)
    problems += _over_long(file.rows)
    problems += _leaks(kept, evaluation)
    problems += _balance(kept)
    problems += _shared_evidence(kept)
    examples = [row.example for row in kept]
    tested = [example for example in examples if group_mark(example.group) not in trained_groups]
    problems += _already_trained(len(examples) - len(tested))
    too_few = _too_few(examples, tested, config)
    problems += too_few
    folds = [] if too_few else _folds(tested, config.folds)
    return CheckedLabels(examples, folds, [*file.problems, *(Problem(file.path.name, *found) for found in problems)])


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


def _already_trained(rows: int) -> list[_Found]:
    message = (
        f"{rows} rows are of groups that the model in use was trained on: they train again, but do not test; "
        "claimcheck model rollback goes back to a model that they can test"
    )
    return [("warning", message)] if rows else []


def _too_few(examples: Sequence[Example], tested: Sequence[Example], config: LabelsConfig) -> list[_Found]:
    if len(examples) < config.least_rows:
        return [("error", f"{len(examples)} usable rows; at least {config.least_rows} are needed, label more")]
    groups = len({example.group for example in tested})
    labels = {example.label for example in tested}
    if len(tested) < config.least_test_rows or groups < config.least_test_groups:
        message = (
            f"{len(tested)} rows in {groups} groups can test; at least {config.least_test_rows} rows in "
            f"{config.least_test_groups} groups are needed to judge a model; label claims of more events or texts"
        )
        return [("error", message)]
    if len(labels) == 1 < len({example.label for example in examples}):
        return [("error", f"the rows that can test have only the label {labels.pop()}; label more rows")]
    return []


def _folds(examples: Sequence[Example], count: int) -> list[list[Example]]:
    labels, groups = [example.label for example in examples], [example.group for example in examples]
    folds: list[list[Example]] = [[] for _ in range(count)]
    for example, fold in zip(examples, folds_by_group(labels, groups, count), strict=True):
        folds[fold].append(example)
    return [fold for fold in folds if fold]


def _at(rows: Iterable[LabelledRow]) -> list[str]:
    return [row.place for row in rows]


def _places(places: Sequence[str]) -> str:
    rest = len(places) - _SHOWN_PLACES
    return ", ".join(places[:_SHOWN_PLACES]) + (f" and {rest} more" if rest > 0 else "")
