"""The page as text: self-contained, escaped, every link with a target."""

import base64
import hashlib
import json
import re
from collections import Counter

import pytest
from example_report import finding_of
from lxml import html as lxml_html

from claimcheck.records import Article, Finding, Verdict
from claimcheck.report import Report

HOSTILE = '<script>alert("1")</script> </script><img src=x onerror=alert(2)> & \' " {{ 7 * 7 }} \u202eabc\u202c 🚢'


@pytest.fixture(scope="module")
def page(report):
    return report.to_html()


@pytest.fixture(scope="module")
def tree(page):
    return lxml_html.document_fromstring(page)


def _hostile_report():
    articles = {name: Article(name, HOSTILE, title=HOSTILE, event=HOSTILE) for name in (HOSTILE, "b")}
    finding = finding_of(articles, HOSTILE, HOSTILE, HOSTILE, HOSTILE, {"b": ("contradicted", 0.9, HOSTILE)})
    reasons = {(HOSTILE, HOSTILE, "b"): HOSTILE}
    return Report(list(articles.values()), [finding], notes=[HOSTILE], model={HOSTILE: HOSTILE}, reasons=reasons)


def test_nothing_is_loaded_from_anywhere(tree):
    assert not tree.xpath("//*[@src] | //link[not(@href='data:,')] | //iframe | //object")
    assert all(link.get("href").startswith("#") for link in tree.xpath("//a[@href]"))


def test_the_only_script_that_may_run_is_the_one_in_the_page(tree):
    script = tree.xpath("//script[not(@type)]")
    digest = base64.b64encode(hashlib.sha256(script[0].text.encode()).digest()).decode()
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert len(script) == 1
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_each_id_is_unique_and_each_link_leads_somewhere(tree):
    ids = Counter(tree.xpath("//@id"))
    assert ids.most_common(1)[0][1] == 1
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(ids)


def test_a_quote_leads_to_its_place_in_the_article(tree):
    quote = tree.xpath("//blockquote[contains(., 'Nineteen people were injured')]")[0]
    anchor = tree.get_element_by_id(quote.find("a").get("href")[1:])
    assert anchor.getparent().text_content().startswith("Nineteen people were injured, the hospital in Karrow")
    assert anchor.xpath("ancestor::article")[0].find("h3").text_content().strip() == "local-paper"


def test_the_articles_are_there_in_full(tree, report):
    for article, shown in zip(report.articles, tree.xpath("//div[@class='text']"), strict=True):
        for number in shown.xpath(".//a[@class='to-finding']"):
            number.text = ""
        assert shown.text_content() == article.text


def test_the_summary_counts_each_status(tree, report):
    shown = [label.text_content().split()[0] for label in tree.xpath("//fieldset[contains(@class, 'statuses')]/label")]
    assert shown == [str(count) for count in (len(report.findings), *report.counts.values())]


def test_reasons_and_notes_and_model_are_shown(page):
    for text in ("23 against 19", "2 sentences were left out", "claimcheck-minilm"):
        assert text in page


def test_hostile_text_is_escaped_everywhere():
    page = _hostile_report().to_html()
    tree = lxml_html.document_fromstring(page)
    assert "<script>alert" not in page
    assert not tree.xpath("//img | //*[@onerror]")
    assert len(tree.xpath("//script")) == 2
    assert "{{ 7 * 7 }}" in page
    kept = json.loads(tree.get_element_by_id("corrections").text)
    assert set(kept["articles"].values()) == {HOSTILE}


def test_a_copy_is_named_as_such_and_cannot_be_corrected(report):
    finding = report.findings[0]
    copies = tuple(Verdict(verdict.article, verdict.prediction, True) for verdict in finding.verdicts)
    page = Report(report.articles, [Finding(finding.event, finding.claim, copies)]).to_html()
    assert page.count("does not count as corroboration") == len(copies)
    assert not re.search(r"<fieldset class=\"correction", page)


def test_several_events_have_headings_and_an_event_filter(report):
    others = [Article(a.id, a.text, a.title, event="other-event") for a in report.articles]
    found = [Finding("other-event", finding.claim, finding.verdicts) for finding in report.findings]
    tree = lxml_html.document_fromstring(Report([*report.articles, *others], [*report.findings, *found]).to_html())
    assert [heading.text for heading in tree.xpath("//section[@class='event']/h2")] == [
        "Karrow bay ferry",
        "Other event",
    ]
    assert tree.xpath("//input[@name='source']/@value") == ["", "karrow-bay-ferry", "other-event"]
    test_each_id_is_unique_and_each_link_leads_somewhere(tree)


def test_a_report_without_articles_is_a_page_too():
    assert "0 articles, 0 claims" in Report([], []).to_html()


def test_a_report_without_claims_says_so(page):
    nothing = Report([Article("a", "Why?"), Article("b", "Why not?")], []).to_html()
    assert '<p class="nothing">No checkable claim was found.</p>' in nothing
    assert '<p class="nothing" hidden>No claim fits both filters.</p>' in page
