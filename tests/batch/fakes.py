"""A predictor and a checker whose answers follow from the text alone."""

import time

from claimcheck.batch import predict_file
from claimcheck.errors import InputError, OutputError
from claimcheck.records import Evidence, Prediction, probabilities_from


class FakePredictor:
    def __init__(self, fingerprint="fake", seconds=0.0):
        self.fingerprint = fingerprint
        self.seconds = seconds
        self.asked = []

    def predict(self, rows):
        time.sleep(self.seconds)
        if refused := [place for place, row in enumerate(rows, start=1) if "unreadable" in row["claim"]]:
            raise InputError(f"row {refused[0]}: claim is too long")
        if any("broken" in row["claim"] for row in rows):
            raise ZeroDivisionError("a mistake in the program")
        self.asked.extend(row["claim"] for row in rows)
        return [self._one(row) for row in rows]

    def _one(self, row):
        share = sum(row["claim"].encode()) % 97 / 97
        probabilities = probabilities_from([share, 1 - share, 0.0])
        label = "supported" if share > 0.5 else "contradicted"
        return Prediction(label, probabilities, [Evidence(row["evidence"][:5], 0, 5, probabilities)])


class FakeChecker:
    fingerprint = "fake"

    def check(self, articles):
        if any("refuse" in article.text for article in articles):
            raise InputError("the articles cannot be read")
        if any("broken" in article.text for article in articles):
            raise ZeroDivisionError("a mistake in the program")
        self.articles = articles
        return self

    def rows(self):
        return [
            {
                "event": one.event,
                "claim_id": f"{one.id}-1",
                "claim": one.text,
                "claim_article": one.id,
                "evidence_article": other.id,
                "label": "supported",
                **probabilities_from([0.75, 0.25, 0.0]),
                "evidence": [{"text": other.text[:3], "start": 0, "end": 3}],
            }
            for one in self.articles
            for other in self.articles
            if one is not other
        ]


def predict_until_killed(source, output, started):
    """What a process does until it is killed; it makes the file ``started`` first."""
    started.touch()
    predict_file(FakePredictor(seconds=0.002), source, output, shard_rows=10, resume=True)


def predict_or_tell(source, output, messages):
    """What a second process does meanwhile."""
    try:
        predict_file(FakePredictor(), source, output, shard_rows=10, resume=True)
    except OutputError as error:
        messages.put(str(error))
