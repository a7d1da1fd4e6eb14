"""The crosscheck data set: events written as YAML, read as articles or as labelled claim-evidence rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from claimcheck.config import StrictModel, load_yaml
from claimcheck.errors import InputError
from claimcheck.labels import Label
from claimcheck.records import Article


class Fact(StrictModel):
    """One line of an event's fact sheet: what each article says to a question; None where it is silent."""

    question: str
    difference: str
    values: dict[str, str | int | float | bool | None]


class EventArticle(StrictModel):
    """One article of an event."""

    id: str
    voice: str
    date: date
    title: str
    text: str


class LabelledClaim(StrictModel):
    """A claim of one article, judged against another; ``quote`` is the deciding passage, verbatim."""

    claim: str
    source: str
    against: str
    label: Label
    kind: str
    quote: str = ""

    @model_validator(mode="before")
    @classmethod
    def _rename(cls, values: object) -> object:
        if not isinstance(values, dict):
            return values
        return {("source" if key == "from" else key): value for key, value in values.items()}


class CrosscheckEvent(StrictModel):
    """An event of the data set, with its fact sheet, articles and labelled rows.

    ``pool``: claims that were extracted from the articles, and labelled because a model had said something of them.
    """

    event: str
    field: str
    facts: list[Fact]
    articles: list[EventArticle]
    rows: list[LabelledClaim]
    pool: list[LabelledClaim] = Field(default_factory=list)

    @model_validator(mode="after")
    def _rows_fit_articles(self) -> Self:
        texts = {article.id: article.text for article in self.articles}
        mistakes = [
            f"{name} {number}: {mistake}"
            for name, rows in (("row", self.rows), ("pool", self.pool))
            for number, row in enumerate(rows, start=1)
            if (mistake := _mistake(row, texts))
        ]
        if mistakes:
            raise ValueError("; ".join(mistakes))
        return self

    def to_articles(self) -> list[Article]:
        """The articles as :class:`~claimcheck.records.Article`."""
        return [
            Article(id=item.id, text=item.text, title=item.title, event=self.event, date=item.date.isoformat())
            for item in self.articles
        ]


def _mistake(row: LabelledClaim, texts: dict[str, str]) -> str:
    if row.source == row.against or not {row.source, row.against} <= texts.keys():
        return f"from {row.source} against {row.against}: name two of {', '.join(texts)}"
    if row.quote not in texts[row.against]:
        return f"the quote is not in {row.against}, word for word: {row.quote!r:.60}"
    if bool(row.quote) is (row.label is Label.NOT_ENOUGH_INFO):
        return f"{row.label} {'needs a' if not row.quote else 'has no'} quote"
    return ""


Split = Literal["train", "dev", "test"]


def read_crosscheck(folder: Path) -> list[CrosscheckEvent]:
    """Read every event of a split's folder, in the order of their names.

    Raises:
        InputError: the folder holds no events.
        ConfigError: an event's file has mistakes; the message lists them.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise InputError(f"{folder}: no event files (*.yaml) in this folder")
    return [load_yaml(path, CrosscheckEvent) for path in paths]


def crosscheck_rows(folder: Path) -> list[dict[str, str]]:
    """The labelled rows of a split: claims against whole articles, in the columns of our labelled data."""
    rows = []
    for event in read_crosscheck(folder):
        texts = {article.id: article.text for article in event.articles}
        for number, row in enumerate(event.rows, start=1):
            rows.append(
                {
                    "id": f"{event.event}-{number:02}",
                    "claim": row.claim,
                    "evidence": texts[row.against],
                    "label": str(row.label),
                    "group": event.event,
                    "source": "crosscheck",
                    "evidence_gold": row.quote,
                    "kind": row.kind,
                    "field": event.field,
                }
            )
    return rows
