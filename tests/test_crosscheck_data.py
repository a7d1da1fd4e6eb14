"""The crosscheck data set keeps its promises; its figures are in data/crosscheck/summary.json."""

import json
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from claimcheck.labels import Label
from claimcheck.reading.crosscheck import crosscheck_rows, read_crosscheck
from claimcheck.reading.crosscheck_summary import SUMMARY_FILE, summarise
from claimcheck.text import split_sentences

FOLDER = Path(__file__).parents[1] / "data" / "crosscheck"
EVENTS = {"train": 320, "dev": 10, "test": 30}
FIELDS = {
    "business", "court", "culture", "disaster", "election", "health", "science", "security", "sport", "transport",
}  # fmt: skip
KINDS = {
    "absent", "arithmetic", "attribution", "cause", "copy", "date", "hedging", "near_miss", "negation", "number",
    "order", "paraphrase", "person", "place", "role", "rounding",
}  # fmt: skip
#: Kinds that cannot lead to a label: what is absent decides nothing, and what is repeated is not contradicted.
IMPOSSIBLE = {
    Label.SUPPORTED: {"absent", "near_miss"},
    Label.CONTRADICTED: {"absent", "near_miss", "copy", "paraphrase"},
    Label.NOT_ENOUGH_INFO: {"copy", "paraphrase"},
}
VOICES = {"agency", "local paper", "tabloid", "ministry release", "foreign broadcaster"}
#: Shorter sentences ('The trial continues on Monday.') recur by chance.
LEAST_WORDS = 8
#: Two capitalised words or more within a sentence.
FULL_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})+")
#: Any country may have these.
COMMON_NAMES = {"Interior Ministry", "Mill Street", "National Stadium", "Public Prosecutor", "Supreme Court"}


@pytest.fixture(scope="module")
def splits():
    return {split: read_crosscheck(FOLDER / split) for split in EVENTS}


@pytest.fixture(scope="module", params=EVENTS)
def split(request):
    return request.param


def test_there_are_as_many_events_as_promised(splits):
    assert {split: len(events) for split, events in splits.items()} == EVENTS


def test_events_are_named_like_their_files_and_occur_once(splits):
    names = [event.event for events in splits.values() for event in events]
    assert len(set(names)) == len(names)
    assert names == [path.stem for split in splits for path in sorted((FOLDER / split).glob("*.yaml"))]


def test_row_ids_are_unique_over_all_splits():
    ids = [row["id"] for split in EVENTS for row in crosscheck_rows(FOLDER / split)]
    assert len(set(ids)) == len(ids)


def test_events_have_three_or_four_articles_of_a_news_item_s_length_in_different_voices(splits, split):
    for event in splits[split]:
        assert len({article.id for article in event.articles}) == len(event.articles) in (3, 4), event.event
        assert {article.voice for article in event.articles} <= VOICES, event.event
        assert len({article.voice for article in event.articles}) > 1, event.event
        for article in event.articles:
            assert 140 <= len(article.text.split()) <= 360, f"{event.event} {article.id}"


def test_fact_sheets_speak_of_the_articles_there_are(splits, split):
    for event in splits[split]:
        assert event.facts, event.event
        for fact in event.facts:
            assert fact.values.keys() <= {article.id for article in event.articles}, f"{event.event}: {fact.question}"


def test_kinds_fit_their_labels(splits, split):
    misfits = [
        f"{event.event}: {row.label} {row.kind}: {row.claim}"
        for event in splits[split]
        for row in event.rows
        if row.kind not in KINDS - IMPOSSIBLE[row.label]
    ]
    assert not misfits


def test_no_claim_is_judged_twice_against_one_article(splits, split):
    for event in splits[split]:
        pairs = [(row.claim.casefold(), row.against) for row in event.rows]
        assert len(set(pairs)) == len(pairs), event.event


def test_labels_are_balanced(splits, split):
    counts = Counter(row.label for event in splits[split] for row in event.rows)
    for label in Label:
        assert 0.25 <= counts[label] / counts.total() <= 0.45, label
    for event in splits[split]:
        assert {row.label for row in event.rows} == set(Label), event.event


def test_support_is_more_than_copying(splits, split):
    kinds = Counter(row.kind for event in splits[split] for row in event.rows if row.label is Label.SUPPORTED)
    assert kinds["copy"] <= kinds.total() / 3
    assert kinds["paraphrase"] + kinds["arithmetic"] + kinds["rounding"] >= kinds.total() / 3


def test_missing_information_is_mostly_a_near_miss(splits, split):
    kinds = Counter(row.kind for event in splits[split] for row in event.rows if row.label is Label.NOT_ENOUGH_INFO)
    assert kinds["near_miss"] >= kinds.total() / 2


def test_the_test_set_is_large_enough(splits):
    counts = Counter(row.label for event in splits["test"] for row in event.rows)
    assert counts.total() >= 900
    assert counts[Label.CONTRADICTED] >= 250
    assert counts[Label.SUPPORTED] >= 300


def test_fields_are_spread_evenly(splits, split):
    counts = Counter(event.field for event in splits[split])
    assert counts.keys() == FIELDS
    assert min(counts.values()) >= 0.7 * EVENTS[split] / len(FIELDS)


def test_some_articles_repeat_another_s_wire_text(splits):
    sharing = 0
    for event in splits["test"]:
        sentences = [set(_sentences(article.text)) for article in event.articles]
        sharing += any(one & other for one, other in combinations(sentences, 2))
    assert sharing >= 3


def test_splits_share_no_sentence(splits):
    said = {
        split: {
            sentence
            for event in events
            for text in (*(article.text for article in event.articles), *(row.claim for row in event.rows))
            for sentence in _sentences(text)
        }
        for split, events in splits.items()
    }
    for one, other in combinations(said, 2):
        assert not said[one] & said[other], f"{one} and {other}"


def test_the_test_set_shares_no_full_names_with_the_others(splits):
    named = {
        split: {name for event in events for article in event.articles for name in FULL_NAME.findall(article.text)}
        for split, events in splits.items()
    }
    assert named["test"] & (named["train"] | named["dev"]) <= COMMON_NAMES


def test_the_pool_says_more_than_the_rows(splits):
    assert not any(event.pool for event in splits["train"])
    for event in [*splits["dev"], *splits["test"]]:
        pooled = [(row.claim, row.source, row.against) for row in event.pool]
        assert len(set(pooled)) == len(pooled), event.event
        assert not set(pooled) & {(row.claim, row.source, row.against) for row in event.rows}, event.event
        assert {row.kind for row in event.pool} <= {"pooled"}, event.event


def test_the_summary_is_that_of_the_files():
    written = json.loads((FOLDER / SUMMARY_FILE).read_text(encoding="utf-8"))
    assert written == summarise(FOLDER), "run: python -m claimcheck.reading.crosscheck_summary data/crosscheck"


def _sentences(text):
    words = [re.findall(r"\w+", sentence.text.casefold()) for sentence in split_sentences(text)]
    return [" ".join(found) for found in words if len(found) >= LEAST_WORDS]
