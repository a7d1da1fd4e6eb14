"""Sources with as many rows of each label."""

import random
from collections import Counter

from training.balancing import balanced


def rows() -> list[dict[str, str]]:
    labels = ["contradicted"] * 7 + ["supported"] * 3 + ["not_enough_info"] * 5
    return [{"id": str(number), "label": label} for number, label in enumerate(labels)]


def test_every_label_is_as_frequent_as_the_rarest() -> None:
    kept = balanced(rows(), random.Random(1))
    assert Counter(row["label"] for row in kept) == {"contradicted": 3, "supported": 3, "not_enough_info": 3}


def test_no_row_is_drawn_twice_and_their_order_stays() -> None:
    kept = [int(row["id"]) for row in balanced(rows(), random.Random(1))]
    assert kept == sorted(set(kept))


def test_the_draw_is_random() -> None:
    assert balanced(rows(), random.Random(1)) != balanced(rows(), random.Random(2))


def test_no_rows_give_none() -> None:
    assert balanced([], random.Random(1)) == []
