"""The terminal table: width, order, and text that cannot command the terminal."""

import pytest
from example_report import AGENCY, finding_of, read_example_articles
from rich.console import Console

from claimcheck.records import Article
from claimcheck.report import Report


def _shown(report, width=100):
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(report.to_table())
    return capture.get()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal_and_no_text_is_cut(report, width):
    shown = _shown(report, width)
    assert max(map(len, shown.splitlines())) <= width
    assert "…" not in shown


def test_contradictions_and_disputes_come_first(report):
    shown = _shown(report)
    headings = ["Contradicted (4)", "Disputed (3)", "Supported (2)", "Only in one article (3)"]
    places = [shown.index(heading) for heading in headings]
    assert places == sorted(places)


def test_verdicts_name_article_confidence_and_numbers(report):
    shown = _shown(report, 140)
    assert "✗ local-paper contradicts 97%: 23 against 19" in shown
    assert "“Nineteen people were injured" in shown
    assert "✓ broadcaster supports 88%" in shown


def test_unsure_verdict_shows_no_confidence_of_a_class_that_it_is_not():
    articles = {name: Article(name, "It burned.") for name in "abc"}
    against = {"b": ("supported", 0.9, "It burned."), "c": ("not_enough_info", 0.2, "It burned.")}
    finding = finding_of(articles, "1", "a", "It burned.", "It burned.", against)
    lines = [line.rstrip() for line in _shown(Report(list(articles.values()), [finding])).splitlines()]
    assert any(line.endswith("· c leaves it open") for line in lines)


def test_notes_are_printed(report):
    assert "Note: 2 sentences were left out" in _shown(report)


def test_control_characters_and_markup_have_no_effect():
    text = "Boom \x1b[31mred\x1b[0m [bold]loud[/bold] \x9b2J now."
    articles = {"a": Article("a", text), "b": Article("b", text)}
    finding = finding_of(articles, "1", "a", text, text, {"b": ("contradicted", 0.9, text)})
    shown = _shown(Report(list(articles.values()), [finding], notes=[text]))
    assert not set(shown) & {"\x1b", "\x9b"}
    assert "[bold]loud[/bold]" in shown


def test_several_events_are_named():
    articles = [
        Article(article.id, article.text, event=event)
        for event in ("harbour-fire", "snap-vote")
        for article in read_example_articles()
    ]
    findings = [
        finding_of({a.id: a for a in articles if a.event == event}, "1", AGENCY, "A claim.", "Divers", {})
        for event in ("harbour-fire", "snap-vote")
    ]
    shown = _shown(Report(articles, findings))
    assert shown.index("Harbour fire") < shown.index("Snap vote")


def test_nothing_found_still_prints_a_summary():
    assert _shown(Report([], [])).startswith("0 articles, 0 claims: 0 contradicted")
