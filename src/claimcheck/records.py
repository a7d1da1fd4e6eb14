"""The records that cross module borders: small, frozen, each with a to/from-dict."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Self

from claimcheck.labels import LABELS, Label

#: Calibrated probability of each label; the values sum to 1.
Probabilities = dict[str, float]


@dataclass(frozen=True, slots=True)
class Article:
    """One article about an event. ``id`` is unique within its event."""

    id: str
    text: str
    title: str = ""
    event: str = ""
    source: str = ""
    date: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Inverse of :meth:`to_dict`."""
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a text: ``source[start:end] == text``, in characters."""

    text: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Inverse of :meth:`to_dict`."""
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable statement that stands alone, and where it came from.

    ``text`` may differ from the article (a resolved pronoun, a dropped 'the official added'); ``quote`` is verbatim:
    ``article.text[start:end] == quote``.
    """

    id: str
    text: str
    article: str
    quote: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Inverse of :meth:`to_dict`."""
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that the model read, and what it says by itself; for not_enough_info, what all say together."""

    text: str
    start: int
    end: int
    probabilities: Probabilities

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Inverse of :meth:`to_dict`."""
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Prediction:
    """A claim against one piece of evidence, of any length. ``evidence``: the sentences read, the best quote first."""

    label: Label
    probabilities: Probabilities
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def confidence(self) -> float:
        """Probability of the label."""
        return self.probabilities[self.label]

    @property
    def unsure(self) -> bool:
        """Whether the label is ``not_enough_info`` though another class is likelier: not sure enough, or not mutual."""
        return self.confidence < max(self.probabilities.values())

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return asdict(self) | {"label": str(self.label)}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Inverse of :meth:`to_dict`."""
        return cls(
            label=Label(values["label"]),
            probabilities=values["probabilities"],
            evidence=[Evidence.from_dict(item) for item in values["evidence"]],
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim against one other article.

    ``duplicate_of_source``: that article repeats the claim's own, nearly verbatim. One that contradicts the claim is a
    duplicate only if it holds the claim's passage word for word: a copy with a changed statement is none.
    """

    article: str
    prediction: Prediction
    duplicate_of_source: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return {
            "article": self.article,
            "prediction": self.prediction.to_dict(),
            "duplicate_of_source": self.duplicate_of_source,
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Inverse of :meth:`to_dict`."""
        return cls(
            article=values["article"],
            prediction=Prediction.from_dict(values["prediction"]),
            duplicate_of_source=values["duplicate_of_source"],
        )


DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim against all the other articles of its event."""

    event: str
    claim: Claim
    verdicts: tuple[Verdict, ...] = field(default=())

    @property
    def status(self) -> str:
        """``supported``, ``contradicted``, ``disputed`` (both occur) or ``not_enough_info``.

        A verdict of an article that merely repeats the claim's own text is no corroboration and does not count.
        """
        labels = {verdict.prediction.label for verdict in self.verdicts if not verdict.duplicate_of_source}
        if {Label.SUPPORTED, Label.CONTRADICTED} <= labels:
            return DISPUTED
        for label in (Label.CONTRADICTED, Label.SUPPORTED):
            if label in labels:
                return str(label)
        return str(Label.NOT_ENOUGH_INFO)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return {
            "event": self.event,
            "claim": self.claim.to_dict(),
            "status": self.status,
            "verdicts": [verdict.to_dict() for verdict in self.verdicts],
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Inverse of :meth:`to_dict`."""
        return cls(
            event=values["event"],
            claim=Claim.from_dict(values["claim"]),
            verdicts=tuple(Verdict.from_dict(item) for item in values["verdicts"]),
        )


def probabilities_from(values: list[float]) -> Probabilities:
    """Name three probabilities given in the order of :data:`claimcheck.labels.LABELS`."""
    return {str(label): float(value) for label, value in zip(LABELS, values, strict=True)}
