import json

import pytest
from example_events import ARTICLES, ROWS, Judge, write_event
from example_tasks import Oracle, rows, write_suite, write_task

from claimcheck.errors import ConfigError, InputError, ModelError
from claimcheck.evaluation.end_to_end import require_checker
from claimcheck.evaluation.matching import ClaimMatcher
from claimcheck.evaluation.model_card import ModelFacts, render_model_card
from claimcheck.evaluation.pages import markdown, write_pages
from claimcheck.evaluation.run import run_suite
from claimcheck.evaluation.suites import load_suite
from claimcheck.verify import CHECK_CONFIDENCE, Verifier

FEW = 40
RIGHT = {"Nineteen": ("contradicted", "Hospitals treated 23 injured people.")}


@pytest.fixture
def suite(tmp_path):
    for name in ("vorst-tram", "vorst-tram-again"):
        write_event(tmp_path / "data" / "events", name=name)
    write_task(tmp_path, "cross", [], source={"crosscheck": "../data/events"}, slice_columns=["kind", "field"])
    write_suite(tmp_path, "all", ["cross"], end_to_end=["cross"])
    return load_suite("all", tmp_path)


def _findings(suite, folder, judge, label, **options):
    result = run_suite(judge, suite, folder, resamples=FEW, **options).end_to_end[0]
    return next(item for item in result.labels if item.label == label)


def test_a_contradiction_with_its_quote_is_found(suite, tmp_path):
    found = _findings(suite, tmp_path / "out", Judge(RIGHT), "contradicted")
    assert (found.rows, found.extracted, found.labelled, found.found) == (2, 2, 2, 2)
    assert (found.verdicts, found.right, found.false, found.unjudged) == (2, 2, 0, 0)
    assert found.figures["share_found"].value == 1
    assert found.figures["false_per_article"].value == 0


def test_the_model_card_says_what_was_found_in_whole_articles(suite, tmp_path):
    results = run_suite(Judge(RIGHT), suite, tmp_path / "out", resamples=FEW)
    facts = ModelFacts(name="m", base_model="a/b", parameters=1, size=1, sources=[], command="c")
    card = render_model_card(results, facts, results.end_to_end)
    shares = "1.000 (1.000 to 1.000) | 0.000 (0.000 to 0.000)"
    assert f"| contradicted | 2 | 2 | 1.000 (1.000 to 1.000) | 2 | 2 | 0 | 0 | {shares} |" in card
    assert "From whole articles" not in render_model_card(results, facts)


def test_a_contradiction_with_another_quote_is_right_but_not_found(suite, tmp_path):
    judge = Judge({"Nineteen": ("contradicted", "The line reopened by evening.")})
    found = _findings(suite, tmp_path / "out", judge, "contradicted")
    assert (found.labelled, found.found, found.right) == (2, 0, 2)


def test_a_contradiction_of_a_row_labelled_otherwise_is_false(suite, tmp_path):
    found = _findings(suite, tmp_path / "out", Judge({"tested": ("contradicted", "The tram")}), "contradicted")
    assert (found.verdicts, found.right, found.false, found.unjudged) == (2, 0, 2, 0)
    assert found.figures["false_per_article"].value == 0.5
    assert found.figures["share_right"].value == 0
    assert found.figures["share_found"].value == 0


def test_a_contradiction_that_nobody_labelled_is_unjudged(suite, tmp_path):
    found = _findings(suite, tmp_path / "out", Judge({"treated": ("contradicted", "Nineteen people")}), "contradicted")
    assert (found.verdicts, found.false, found.unjudged) == (2, 0, 2)
    assert "share_right" not in found.figures


@pytest.mark.parametrize(
    ("label", "quote", "judged"),
    [("contradicted", "Nineteen people were injured", (2, 2, 0)), ("not_enough_info", "", (2, 0, 2))],
)
def test_what_no_row_speaks_of_is_judged_by_the_pool(suite, tmp_path, label, quote, judged):
    for name in ("vorst-tram", "vorst-tram-again"):
        pool = [("Hospitals treated 23 injured people.", "a2", "a1", label, quote)]
        write_event(tmp_path / "data" / "events", name=name, pool=pool)
    found = _findings(suite, tmp_path / "out", Judge({"treated": ("contradicted", "Nineteen people")}), "contradicted")
    assert (found.verdicts, found.right, found.false) == judged
    assert (found.rows, found.unjudged) == (2, 0)


def test_a_labelled_row_comes_before_the_pool(suite, tmp_path):
    for name in ("vorst-tram", "vorst-tram-again"):
        pool = [("The driver was tested for alcohol.", "a1", "a2", "contradicted", "The tram derailed")]
        write_event(tmp_path / "data" / "events", name=name, pool=pool)
    found = _findings(suite, tmp_path / "out", Judge({"tested": ("contradicted", "The tram")}), "contradicted")
    assert (found.right, found.false) == (0, 2)


def test_support_is_scored_alike(suite, tmp_path):
    judge = Judge({"left the rails": ("supported", "The tram derailed at Vorst on Monday.")})
    found = _findings(suite, tmp_path / "out", judge, "supported")
    assert (found.rows, found.found, found.right, found.false) == (2, 2, 2, 0)


def test_verdicts_are_kept_until_the_articles_change(suite, tmp_path):
    run_suite(Judge(RIGHT), suite, tmp_path / "out", resamples=FEW)
    again = Judge(RIGHT)
    first = _findings(suite, tmp_path / "out", again, "contradicted")
    assert (again.checked, first.found) == (0, 2)
    write_event(tmp_path / "data" / "events", articles=ARTICLES | {"a1": ARTICLES["a1"] + " Trams run again."})
    run_suite(again, suite, tmp_path / "out", resamples=FEW)
    assert again.checked == 2


def test_another_label_needs_no_new_verdicts(suite, tmp_path):
    run_suite(Judge(RIGHT), suite, tmp_path / "out", resamples=FEW)
    write_event(tmp_path / "data" / "events", rows=ROWS[1:])
    again = Judge(RIGHT)
    found = _findings(suite, tmp_path / "out", again, "contradicted")
    assert (again.checked, found.rows, found.found) == (0, 1, 1)


def test_two_models_are_compared(suite, tmp_path):
    result = run_suite(Judge(RIGHT), suite, tmp_path / "out", against=Judge(name="mute"), resamples=FEW).end_to_end[0]
    share = next(item for item in result.differences if (item.label, item.figure) == ("contradicted", "share_found"))
    assert result.against.name == "mute"
    assert (share.other_value, share.difference.value, share.difference.low) == (0, 1, 1)


def test_a_model_without_check_is_refused_before_any_work(suite, tmp_path):
    model = Oracle()
    with pytest.raises(ModelError, match="oracle labels rows but cannot check articles"):
        run_suite(model, suite, tmp_path / "out", resamples=FEW)
    assert model.asked == 0


def test_the_pages_show_the_figures_and_the_mistakes(suite, tmp_path):
    judge = Judge({"tested": ("contradicted", "The tram derailed")})
    results = run_suite(judge, suite, tmp_path / "out", against=Judge(name="mute"), resamples=FEW)
    page = write_pages(results, tmp_path / "out").read_text(encoding="utf-8")
    assert "cross, end to end" in page
    missed = [json.loads(line) for line in (tmp_path / "out" / results.end_to_end[0].mistakes).open(encoding="utf-8")]
    assert {item["predicted"] for item in missed} == {"contradicted", "not_found"}
    assert "false contradicted" in page
    text = markdown(results)
    assert "| contradicted | 2 | 2 | 0 | 0 | 0.000 (0.000 to 0.000) |" in text
    assert "| contradicted | 2 | 0 | 2 | 0 | 0.000 (0.000 to 0.000) | 0.500 (0.500 to 0.500) |" in text
    assert "| supported | share found | 0.000 | 0.000 (0.000 to 0.000) |" in text


def test_lost_mistakes_are_said_to_be_lost(suite, tmp_path):
    results = run_suite(Judge(), suite, tmp_path / "out", resamples=FEW)
    (tmp_path / "out" / results.end_to_end[0].mistakes).unlink()
    with pytest.raises(InputError, match="run the suite again"):
        write_pages(results, tmp_path / "out")


def test_the_verifier_itself_can_be_scored(suite, tmp_path, tiny_bundle):
    result = run_suite(Verifier.from_pretrained(tiny_bundle), suite, tmp_path / "out", resamples=FEW).end_to_end[0]
    assert (result.events, result.articles, result.claims) == (2, 4, 12)


def test_the_verifier_says_no_more_than_the_command_check_would(tiny_bundle):
    sure = require_checker(Verifier.from_pretrained(tiny_bundle))
    assert isinstance(sure, Verifier)
    assert sure.min_confidence == CHECK_CONFIDENCE


def test_only_tasks_of_whole_articles_can_be_scored_end_to_end(tmp_path):
    write_task(tmp_path, "towns", rows(3))
    write_suite(tmp_path, "all", ["towns"], end_to_end=["towns"])
    with pytest.raises(ConfigError, match="towns has no whole articles"):
        load_suite("all", tmp_path)
    write_suite(tmp_path, "all", ["towns"], end_to_end=["ports"])
    with pytest.raises(ConfigError, match="ports is not in the suite"):
        load_suite("all", tmp_path)


def test_near_equals_match_and_unlike_claims_do_not():
    matcher = ClaimMatcher({"a": "About 240 guests were on site.", "b": "The 240 guests slept.", "c": "A bridge fell."})
    assert matcher.matches("Some 240 guests were staying there.", "abc") == {"a", "b"}
    assert matcher.matches("The minister resigned.", "abc") == set()
    assert matcher.covered("c", ["A bridge collapsed.", "A tree fell."]) == 1
    assert matcher.covered("c", []) == 0
