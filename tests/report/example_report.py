"""A report on the example event, with findings as a good verifier would make them."""

from pathlib import Path

from claimcheck.labels import Label
from claimcheck.records import Article, Claim, Evidence, Finding, Prediction, Verdict
from claimcheck.report import Report

EVENT = "karrow-bay-ferry"
FOLDER = Path(__file__).parents[2] / "data" / "events" / EVENT
AGENCY, LOCAL, BROADCASTER = "agency", "local-paper", "broadcaster"
SUPPORTED, CONTRADICTED, SILENT = "supported", "contradicted", "not_enough_info"

#: What a window alone says; no format shows it.
WINDOW_PROBABILITIES = {SUPPORTED: 0.2, CONTRADICTED: 0.5, SILENT: 0.3}

#: Article, claim, quote of the claim, and per other article: label, confidence, deciding quote.
JUDGED = [
    (
        AGENCY,
        "A ferry carrying 214 passengers ran aground on Tuesday morning near the entrance to Karrow Bay.",
        "A ferry carrying 214 passengers ran aground on Tuesday morning near the entrance to Karrow Bay",
        {
            LOCAL: (SUPPORTED, 0.91, "It was twenty to seven on Tuesday morning, and most of the 214 passengers"),
            BROADCASTER: (CONTRADICTED, 0.83, "The accident happened early on Monday near the port of Karrow Bay."),
        },
    ),
    (
        AGENCY,
        "Twenty-three people were injured, none of them seriously, according to the regional hospital.",
        "Twenty-three people were injured, none of them seriously, according to the regional hospital.",
        {
            LOCAL: (CONTRADICTED, 0.97, "Nineteen people were injured, the hospital in Karrow told the Courier."),
            BROADCASTER: (SUPPORTED, 0.88, "Hospital officials put the number of injured at 23."),
        },
    ),
    (
        AGENCY,
        "No fuel has leaked from the vessel.",
        "No fuel has leaked from the vessel",
        {
            LOCAL: (
                CONTRADICTED,
                0.98,
                "Commander Ines Halloran of the coastguard confirmed that one fuel tank had been leaking since the "
                "collision.",
            ),
            BROADCASTER: (SILENT, 0.94, "There were no deaths."),
        },
    ),
    (
        AGENCY,
        "Transport Minister Elin Vargo said the steering had failed moments before the impact.",
        "Transport Minister Elin Vargo said the steering had failed moments before the impact.",
        {
            LOCAL: (SILENT, 0.96, "The coffee was still hot when the Lady Maren hit the reef."),
            BROADCASTER: (CONTRADICTED, 0.79, "Transport Minister Elin Vargo declined to comment on the cause."),
        },
    ),
    (
        AGENCY,
        "Services between Sorrel and the mainland are suspended until Friday.",
        "Services between Sorrel and the mainland are suspended until Friday",
        {
            LOCAL: (CONTRADICTED, 0.90, "Sundline says that boats to Sorrel will not sail again before Sunday."),
            BROADCASTER: (SUPPORTED, 0.93, "Ferries to Sorrel are expected to resume on Friday."),
        },
    ),
    (
        AGENCY,
        "The ferry, launched in 1998, passed its annual safety inspection in November.",
        "The ferry, launched in 1998, passed its annual safety inspection in November.",
        {
            LOCAL: (SILENT, 0.98, "Fishing boats reached the ferry before the lifeboats did."),
            BROADCASTER: (
                CONTRADICTED,
                0.71,
                "The opposition accuses the company of neglecting its ageing fleet: the Lady Maren, it claims, did "
                "not pass its most recent safety inspection.",
            ),
        },
    ),
    (
        AGENCY,
        "Everyone on board had been brought ashore by 9.45 a.m.",
        "Everyone on board had been brought ashore by 9.45 a.m.",
        {
            LOCAL: (SUPPORTED, 0.86, "The last passenger stepped onto the quay shortly before a quarter to ten."),
            BROADCASTER: (SILENT, 0.81, "More than 200 passengers have been rescued from a ferry that hit a reef"),
        },
    ),
    (
        AGENCY,
        "Divers will inspect the hull before a tug attempts to pull the ferry free at high tide.",
        "Divers will inspect the hull before a tug attempts to pull the ferry free at high tide.",
        {
            LOCAL: (SILENT, 0.97, "Fishing boats reached the ferry before the lifeboats did."),
            BROADCASTER: (SILENT, 0.99, "The accident happened early on Monday near the port of Karrow Bay."),
        },
    ),
    (
        LOCAL,
        "Skipper Bram Oster took 37 people off in two trips.",
        "Skipper Bram Oster took 37 people off in two trips.",
        {
            AGENCY: (SILENT, 0.97, "Everyone on board had been brought ashore by 9.45 a.m."),
            BROADCASTER: (SILENT, 0.98, "More than 200 passengers have been rescued from a ferry that hit a reef"),
        },
    ),
    (
        LOCAL,
        "By the afternoon a film of diesel stretched some 300 metres along the shore.",
        "By the afternoon a film of diesel stretched some 300 metres along the shore",
        {
            AGENCY: (CONTRADICTED, 0.89, "No fuel has leaked from the vessel, coastguard commander Ines Halloran"),
            BROADCASTER: (SILENT, 0.95, "There were no deaths."),
        },
    ),
    (
        BROADCASTER,
        "More than 200 passengers have been rescued from a ferry that hit a reef off the west coast of Norvale.",
        "More than 200 passengers have been rescued from a ferry that hit a reef off the west coast of Norvale.",
        {
            AGENCY: (SUPPORTED, 0.95, "A ferry carrying 214 passengers ran aground on Tuesday morning"),
            LOCAL: (SUPPORTED, 0.84, "most of the 214 passengers were commuters from Sorrel"),
        },
    ),
    (
        BROADCASTER,
        "Sundline's shares closed six per cent lower on Tuesday.",
        "Its shares closed six per cent lower on Tuesday.",
        {
            AGENCY: (SILENT, 0.98, "It belongs to Sundline, which runs all four routes to the outer islands."),
            LOCAL: (SILENT, 0.99, "Sundline says that boats to Sorrel will not sail again before Sunday."),
        },
    ),
]

REASONS = {
    ("agency.1", BROADCASTER): "Tuesday against Monday",
    ("agency.2", LOCAL): "23 against 19",
    ("agency.2", BROADCASTER): "23 in both",
    ("agency.5", LOCAL): "Friday against Sunday",
    ("agency.7", LOCAL): "9.45 a.m. and 'shortly before a quarter to ten' agree",
    ("broadcaster.1", AGENCY): "'more than 200' holds for 214",
    ("broadcaster.1", LOCAL): "'more than 200' holds for 214",
}


def prediction_of(label: str, confidence: float, evidence: list[Evidence]) -> Prediction:
    """A prediction that gives a label ``confidence`` and shares the rest unequally between the two others."""
    others = [other for other in (SILENT, SUPPORTED, CONTRADICTED) if other != label]
    rest = 1 - confidence
    probabilities = {label: confidence, others[0]: 0.75 * rest, others[1]: 0.25 * rest}
    return Prediction(label=Label(label), probabilities=probabilities, evidence=evidence)


def finding_of(
    articles: dict[str, Article], claim_id: str, article: str, claim: str, quote: str, verdicts: dict[str, tuple]
) -> Finding:
    """A finding whose quotes are looked up in their articles; an empty quote means no evidence."""
    start = articles[article].text.index(quote)
    return Finding(
        event=articles[article].event,
        claim=Claim(id=claim_id, text=claim, article=article, quote=quote, start=start, end=start + len(quote)),
        verdicts=tuple(
            Verdict(article=other, prediction=prediction_of(label, confidence, evidence_of(articles[other].text, text)))
            for other, (label, confidence, text) in verdicts.items()
        ),
    )


def evidence_of(text: str, quote: str) -> list[Evidence]:
    """The quote where it stands in the text."""
    start = text.index(quote)
    return [Evidence(quote, start, start + len(quote), WINDOW_PROBABILITIES)] if quote else []


def read_example_articles() -> list[Article]:
    """The three articles, as their files are."""
    articles = []
    for article_id in (AGENCY, BROADCASTER, LOCAL):
        text = (FOLDER / f"{article_id}.txt").read_text(encoding="utf-8")
        articles.append(Article(id=article_id, text=text, title=text.splitlines()[0], event=EVENT))
    return articles


def build_example_report() -> Report:
    """The example event with its findings, reasons, a note and a model."""
    articles = {article.id: article for article in read_example_articles()}
    numbers = dict.fromkeys(articles, 0)
    findings = []
    for article, claim, quote, verdicts in JUDGED:
        numbers[article] += 1
        findings.append(finding_of(articles, f"{article}.{numbers[article]}", article, claim, quote, verdicts))
    return Report(
        articles=list(articles.values()),
        findings=findings,
        notes=["2 sentences were left out of the comparison: they are opinions or questions."],
        model={"model": "claimcheck-minilm", "version": "0.1.0", "precision": "int8"},
        reasons={(EVENT, claim_id, article): reason for (claim_id, article), reason in REASONS.items()},
    )
