"""The benchmarks of growth and memory, and the page that is made from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.all_events import check_all
from benchmarks.check_growth import MeteredVerifier, goals, grow, merge_events, summarise
from benchmarks.evidence_recall import evidence_recall
from benchmarks.growth_picture import draw_growth
from benchmarks.memory import FirstRowsVerifier, generated_rows
from benchmarks.scaling_page import coordinator, main, time_shares
from benchmarks.speed_page import main as speed_page
from claimcheck import Article, Verifier
from claimcheck.errors import InputError

CHECKED = {
    "articles": 2, "characters": 1000, "claims": 10, "rows": 10, "passes": 20, "seconds": 1.0,
    "processor_seconds": 2.0, "model_seconds": 0.6, "claim_seconds": 0.1,
}  # fmt: skip
LARGER = CHECKED | {"articles": 8, "characters": 4000, "claims": 40, "rows": 280, "passes": 120, "seconds": 7.0}


class StubVerifier:
    """Stands in for the metered one; each check takes a second of the clock it is given."""

    def __init__(self, clock):
        self.clock = clock

    def check(self, articles):
        self.clock.now += 1
        return CHECKED | {"articles": len(articles)}


class Clock:
    now = 0.0

    def perf_counter(self):
        return self.now


def articles_about(topic, count):
    return [Article(id="a", text=f"{topic} number {number}.") for number in range(count)]


def test_merged_events_begin_alike_and_have_distinct_articles():
    topics = ["ferry harbour captain passengers", "budget council taxes vote", "storm flood rain rescue"]
    events = [articles_about(f"{topic} {number}", 2) for topic in topics for number in range(3)]
    small, large = (list(merge_events(events, size, 2)) for size in (2, 5))
    assert [len(articles) for articles in large] == [5, 5]
    assert [articles[:2] for articles in large] == small
    for articles in large:
        assert len({article.id for article in articles}) == 5
        assert len({article.event for article in articles}) == 1
        assert len({article.text.split()[0] for article in articles}) == 1


def test_rates_are_taken_over_all_events_of_a_size():
    figures = summarise([CHECKED, LARGER | {"articles": 2}])
    assert figures["articles_per_second"] == 0.5
    assert figures["passes_per_claim"] == 2.8
    assert figures["median_seconds_per_event"] == 4
    assert figures["share_of_model"] == 0.15


def test_goals_compare_time_per_claim_with_text():
    reached = goals([summarise([CHECKED]), summarise([LARGER])])
    assert reached["characters_per_event_times"] == 4
    assert reached["passes_per_claim_times"] == 1.5
    assert reached["seconds_over_text"] == pytest.approx(0.4375)
    assert reached["most_passes_per_claim"] == 3


@pytest.mark.parametrize(("seconds", "events"), [(0, 1), (6.5, 3), (100, 5)])
def test_no_event_is_begun_that_would_end_too_late(monkeypatch, seconds, events):
    clock = Clock()
    monkeypatch.setattr("benchmarks.check_growth.time", clock)
    small, large = grow(StubVerifier(clock), [articles_about("ferry", 4)] * 5, [2, 4], seconds)
    assert (small["events"], large["events"]) == (events, events)
    assert (small["articles_per_event"], large["articles_per_event"]) == (2, 4)


def test_passes_and_times_are_counted(tiny_bundle):
    metered = MeteredVerifier(Verifier.from_pretrained(tiny_bundle, threads=1))
    texts = ("The ferry was closed on Monday.", "The ferry was open on Monday.")
    articles = [Article(id=str(number), text=text, event="e") for number, text in enumerate(texts)]
    first, second = metered.check(articles), metered.check(articles)
    assert first["articles"] == 2
    assert first["passes"] == second["passes"] >= first["rows"] >= first["claims"] > 0
    assert 0 < first["model_seconds"] <= first["seconds"]


def test_recall_counts_quotes_that_are_read(tiny_bundle):
    scorer = Verifier.from_pretrained(tiny_bundle, threads=1).scorer
    evidence = " ".join(f"The council of town {number} voted for the bridge on a Friday." for number in range(40))
    row = {"claim": "The council of town 17 voted for the bridge.", "evidence": evidence}
    quotes = ("The council of town 17 voted for the bridge on a Friday.", "The mayor of town 17 was not there.")
    assert evidence_recall(scorer, [row | {"evidence_gold": quote} for quote in quotes]) == 0.5


def test_generated_rows_differ():
    rows = list(generated_rows(500))
    assert len({(row["claim"], row["evidence"]) for row in rows}) == 500


def test_the_model_judges_the_first_rows_only(tiny_bundle):
    verifier = Verifier.from_pretrained(tiny_bundle, threads=1)
    rows = list(generated_rows(5))
    few = FirstRowsVerifier(verifier, rows=3)
    assert [*few.predict(rows[:2]), *few.predict(rows[2:])][:3] == verifier.predict(rows[:3])
    assert few.predict(rows)[4].probabilities["not_enough_info"] == 1


def test_shares_are_of_the_whole():
    shares = time_shares({"share_of_model": 0.2, "share_of_claims": 0.1})
    assert list(shares.values()) == pytest.approx([0.7, 0.2, 0.1])


def test_the_coordinator_reaches_as_far_as_its_longest_run():
    runs = [{"rows": 10, "rows_per_second": 5.0}, {"rows": 1000, "rows_per_second": 500.0}]
    reach = coordinator({"rows_per_article": 4.32}, {"runs": runs}, articles=10_000_000)
    assert reach["needed_rows_per_second"] == 500
    assert (reach["share"], reach["articles"]) == (1, 10_000_000)


def test_the_page_is_made_from_the_figures(tmp_path):
    growth = [summarise([CHECKED]), summarise([LARGER])]
    machine = {"cores": 2, "processor": "A processor", "date": "2031-05-06T07:08:09+00:00"}
    recall = {"some dev rows": {"quotes": 30, "found": 0.9}}
    measured = {"machine": machine, "as_they_are": growth[0], "growth": growth, "goals": goals(growth)}
    measured |= {"evidence_recall": recall, "model": "fedcba9876543210:int8"}
    runs = [{"rows": 1000, "rows_per_second": 4000.0, "peak_memory_bytes": 300_000_000}]
    (tmp_path / "growth.json").write_text(json.dumps(measured))
    (tmp_path / "memory.json").write_text(json.dumps({"runs": runs}))
    run = {"events": 7, "articles": 1200, "seconds": 240.0, "articles_per_second": 5.0, "rows": 9000, "errors": 1}
    (tmp_path / "events.json").write_text(
        json.dumps(
            run | {"peak_memory_bytes": 500_000_000, "findings_bytes": 6_000_000, "model": "0123456789abcdef:int8"}
        )
    )
    page = tmp_path / "scaling.md"
    paths = [tmp_path / f"{name}.json" for name in ("growth", "memory", "events")]
    main(*paths, articles=864_000, dollars=0.1, output=page)
    text = page.read_text()
    assert "| 1 | 2.0 | 5.0 | 2.0 | 1.000 | 10 | 240 | 24 $ |" in text
    assert "Of 30 gold quotes of some dev rows, the windows that the verifier reads hold 90%." in text
    assert "took\n4 minutes: 5.00 articles a second, 9,000 findings, 1 errors,\n500 MB at its peak" in text
    assert "with model `0123456789ab`. The findings took 6.0 MB of Parquet; those\nof 864,000 articles" in text
    assert "articles a day would take 4 GB" in text
    assert "(A processor, 2031-05-06) with model `fedcba987654`" in text
    assert "That of `check` was 500 MB at the peak" in text
    assert "`predict` handles\n4,000 short generated rows a second" in text
    assert "864,000 articles a day make\n50, which is 1% of it" in text
    with pytest.raises(InputError, match="run the benchmark that writes it first"):
        main(tmp_path / "none.json", *paths[1:], articles=1, dollars=0.1, output=page)


def test_all_events_are_counted(tiny_bundle, tmp_path):
    rows = [
        {"event": event, "id": f"{event}-{number}", "text": f"The ferry was closed on Monday, {name} said."}
        for event in ("one", "two")
        for number, name in enumerate(("police", "the captain", "the mayor"))
    ]
    source = tmp_path / "events.jsonl"
    source.write_text(
        "".join(json.dumps(row) + "\n" for row in [*rows, {"event": "three", "id": "alone", "text": "Rain."}])
    )
    figures = check_all(tiny_bundle, source)
    assert (figures["events"], figures["articles"], figures["errors"]) == (3, 7, 1)
    assert figures["rows"] == sum(figures["labels"].values()) + 1 > 1
    assert figures["peak_memory_bytes"] > figures["findings_bytes"] > 0


def test_the_speed_page_is_made_from_the_figures(tmp_path):
    of_set = {"pairs_per_second": 400.4, "pairs_per_second_range": [390.0, 405.0]}
    costs = {"start_seconds": 0.9, "first_answer_seconds": 0.2, "peak_memory_bytes": 700_000_000}
    measured = {
        "machine": {"processor": "A processor", "date": "2031-05-06T07:08:09+00:00"},
        "settings": {"threads": 2, "rounds": 5},
        "model": {"name": "a-model", "fingerprint": "0123456789abcdef"},
        "sets": {"mixed": {"pairs": 5000, "tokens": {"median": 39.0}}},
        "goals": {
            "mixed": {
                "times_default": 5.8, "fastest_other": "onnx", "times_fastest_other": 1.66,
                "share_of_int8_products": 0.6,
            }
        },
        "engines": {
            "claimcheck": costs | {"sets": {"mixed": of_set | {"share_flipped": 0.0012}}},
            "int8-products": costs | {"sets": {"mixed": of_set}},
        },
    }  # fmt: skip
    (tmp_path / "speed.json").write_text(json.dumps(measured))
    speed_page(tmp_path / "speed.json", tmp_path / "speed.md")
    text = (tmp_path / "speed.md").read_text()
    assert "| claimcheck | 400 | 390 to 405 | 0.12% |" in text
    assert "| int8-products | 400 | 390 to 405 |  |" in text
    assert "5.8 times the default, 1.66 times the fastest other (onnx)" in text
    assert "| claimcheck | 0.9 | 200 | 700 |" in text
    assert "with model `0123456789ab`" in text


def test_the_picture_is_drawn(tmp_path: Path):
    draw_growth([summarise([CHECKED]), summarise([LARGER])], tmp_path / "docs" / "growth.png")
    assert (tmp_path / "docs" / "growth.png").read_bytes().startswith(b"\x89PNG")
