"""A small crosscheck event, and a checker that says what a test tells it to."""

from pathlib import Path

import yaml
from example_tasks import Oracle

from claimcheck.claims import extract_claims
from claimcheck.records import Evidence, Finding, Prediction, Verdict, probabilities_from
from claimcheck.report import Report

ARTICLES = {
    "a1": "Nineteen people were injured when the tram left the rails in Vorst. The driver was tested for alcohol.",
    "a2": "The tram derailed at Vorst on Monday. Hospitals treated 23 injured people. The line reopened by evening.",
}
ROWS = [
    (
        "The Vorst tram accident injured 19 people.",
        "a1",
        "a2",
        "contradicted",
        "Hospitals treated 23 injured people.",
    ),
    ("The tram came off the rails in Vorst.", "a1", "a2", "supported", "The tram derailed at Vorst on Monday."),
    ("The driver of the tram had to take an alcohol test.", "a1", "a2", "not_enough_info", ""),
    ("The tram line was reopened by the evening.", "a2", "a1", "not_enough_info", ""),
]
_PROBABILITIES = {"supported": [0.8, 0.1, 0.1], "contradicted": [0.1, 0.8, 0.1], "not_enough_info": [0.1, 0.1, 0.8]}


def event(name="vorst-tram", field="transport", articles=None, rows=None, pool=()):
    return {
        "event": name,
        "field": field,
        "facts": [{"question": "How many injured?", "difference": "number", "values": {"a1": 19, "a2": 23}}],
        "articles": [
            {"id": identifier, "voice": "agency", "date": "2031-05-02", "title": "Tram", "text": text}
            for identifier, text in (articles or ARTICLES).items()
        ],
        "rows": [_row(*row) for row in rows or ROWS],
        "pool": [_row(*row) for row in pool],
    }


def _row(claim, source, against, label, quote):
    row = {"claim": claim, "from": source, "against": against, "label": label, "kind": "number"}
    return row | {"quote": quote} if quote else row


def write_event(folder: Path, **changes):
    folder.mkdir(parents=True, exist_ok=True)
    made = event(**changes)
    path = folder / f"{made['event']}.yaml"
    path.write_text(yaml.safe_dump(made), encoding="utf-8")
    return path


class Judge(Oracle):
    """Checks articles: ``says`` maps a part of a claim to a label and a part of the passage it quotes."""

    def __init__(self, says=None, name="judge"):
        super().__init__(name)
        self.says = says or {}
        self.checked = 0

    def check(self, articles):
        self.checked += 1
        findings = [
            Finding(
                article.event,
                claim,
                tuple(
                    Verdict(other.id, self._prediction(claim.text, other.text))
                    for other in articles
                    if other is not article
                ),
            )
            for article in articles
            for claim in extract_claims(article)
        ]
        return Report(articles, findings)

    def _prediction(self, claim, text):
        label, quote = next((said for part, said in self.says.items() if part in claim), ("not_enough_info", ""))
        values = probabilities_from(_PROBABILITIES[label])
        start = text.index(quote) if quote in text else 0
        end = start + len(quote)
        return Prediction(label, values, [Evidence(text[start:end], start, end, values)])
