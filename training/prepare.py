"""Step ``prepare``: sources -> tokenised train and dev data sets in the run folder."""

from __future__ import annotations

import json
import logging
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from datasets import Dataset, DatasetDict
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from claimcheck.errors import InputError
from claimcheck.evidence import EvidenceIndex
from claimcheck.labels import LABELS, NOT_SUPPORTED, Label, parse_training_label
from training.balancing import balanced
from training.base_model import resolve_base_model
from training.classes import LABEL_INDEX
from training.config import SourceConfig, TrainConfig, uses_of
from training.evaluated_news import evaluated_articles
from training.near_misses import near_misses
from training.negations import negated_claims
from training.news_pairs import news_pairs
from training.priors import log_priors
from training.quantifier_pairs import quantifier_pairs
from training.sources import describe_source, source_rows
from training.value_swaps import value_swaps

log = logging.getLogger(__name__)

#: File in the run folder that says what a run was trained on.
DATA_FACTS = "data.json"
#: Runs with other seeds are judged on the same dev rows.
_DEV_SEED = 13


def prepare(config: TrainConfig) -> DatasetDict:
    """Mix, shuffle and tokenise the sources of ``config``; write ``data/`` and its facts into the run folder.

    Raises:
        InputError: a source is missing or lacks a column.
        ModelError: the package that ``base_model`` names is not installed.
    """
    rows = {split: drawn_rows(config, split) for split in ("train", "dev")}
    return prepare_rows(config, rows, data_facts(config, rows))


def prepare_rows(config: TrainConfig, rows: dict[str, list[dict[str, str]]], facts: dict[str, Any]) -> DatasetDict:
    """Tokenise rows as :func:`drawn_rows` gives them, by split; write ``data/`` and the facts into the run folder.

    Every prepared row has ``input_ids`` (and ``token_type_ids``), ``length`` in tokens, and ``labels``: label index,
    source index, and the log prior of each class, 0 on dev.
    """
    tokenizer = AutoTokenizer.from_pretrained(resolve_base_model(config.base_model))
    source_names: list[str] = facts["source_names"]
    splits = {
        split: _tokenise(drawn, _labels(config, split, drawn, source_names), tokenizer, config.data.max_tokens)
        for split, drawn in rows.items()
    }
    prepared = DatasetDict(splits)
    prepared.save_to_disk(config.run_folder / "data")
    (config.run_folder / DATA_FACTS).write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    log.info("prepared %d training rows and %d dev rows", len(rows["train"]), len(rows["dev"]))
    return prepared


def data_facts(config: TrainConfig, rows: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
    """What a run is trained on: rows, checksum, licence and origin of each source."""
    counts = {split: Counter(row["source"] for row in drawn) for split, drawn in rows.items()}
    return {
        "source_names": sorted(counts["train"] | counts["dev"]),
        "train": {
            name: {"rows": count, **describe_source(config.data, "train", name)}
            for name, count in sorted(counts["train"].items())
        },
        "dev": {
            name: {"rows": count, **describe_source(config.data, "dev", name)}
            for name, count in sorted(counts["dev"].items())
        },
    }


def drawn_rows(config: TrainConfig, split: str) -> list[dict[str, str]]:
    """The rows that a configuration draws from its ``train`` or ``dev`` sources, mixed, with their texts.

    Each has ``claim``, ``evidence`` as one pass of the model reads it, ``label``, ``source`` and ``part`` (of the
    source: how its evidence was chosen), and of labelled sources ``group``.
    """
    chosen = config.data.train if split == "train" else config.data.dev
    seed = config.seed if split == "train" else _DEV_SEED
    mixed: list[dict[str, str]] = []
    for name, uses in chosen.items():
        for use_index, use in enumerate(uses_of(uses)):
            rows = source_rows(config.data, split, name, use)
            generator = random.Random(f"{seed} {split} {name} {use_index}")
            drawn = _draw(balanced(rows, generator) if use.balanced else rows, use.weight, generator)
            if split == "dev":
                drawn = generator.sample(drawn, min(config.data.dev_rows, len(drawn)))
            drawn += near_misses(drawn, round(use.near_misses * len(drawn)), generator)
            pairs = list(model_pairs(name, drawn, use))
            mixed.extend([*pairs, *value_swaps(pairs, use.value_swaps, generator)])
            mixed.extend(negated_claims(pairs, use.negated_claims, generator))
    made = config.data.news_pairs
    if split == "train" and made:
        evaluated = evaluated_articles(config.data.root)
        pairs = news_pairs(config.data.root / made.events, made.rows, config.seed, evaluated)
        mixed.extend([*pairs, *value_swaps(pairs, made.value_swaps, random.Random(config.seed))])
    if split == "train":
        mixed.extend(quantifier_pairs(config.data.quantifier_pairs, config.seed))
    random.Random(seed).shuffle(mixed)
    return mixed


def _draw(rows: list[dict[str, str]], weight: float, generator: random.Random) -> list[dict[str, str]]:
    whole, fraction = divmod(weight, 1)
    return rows * int(whole) + generator.sample(rows, round(fraction * len(rows)))


def model_pairs(source: str, rows: list[dict[str, str]], use: SourceConfig) -> Iterator[dict[str, str]]:
    """Rows of a source as :func:`drawn_rows` gives them.

    Raises:
        InputError: gold evidence is asked for, and the source has none.
    """
    if use.evidence == "gold" and any("evidence_gold" not in row for row in rows):
        raise InputError(f"{source}: has no column evidence_gold; set its evidence to whole or selected")
    indexes: dict[str, EvidenceIndex] = {}

    def most_relevant(row: dict[str, str], sentences: int) -> str:
        text = row["evidence"]
        index = indexes.get(text) or indexes.setdefault(text, EvidenceIndex(text))
        return index.window(row["claim"], sentences).text

    for row in rows:
        evidence = row["evidence"]
        if use.evidence == "selected":
            evidence = most_relevant(row, use.sentences)
        elif use.evidence == "gold":
            # Of a text that decides nothing, the sentence that comes nearest decides nothing either.
            evidence = row["evidence_gold"] or most_relevant(row, 1)
        label = str(parse_training_label(row["label"]))
        if label == Label.CONTRADICTED and use.doubtful_contradictions:
            label = NOT_SUPPORTED
        yield {
            "source": source,
            "part": f"{source}, {use.evidence} evidence",
            "claim": row["claim"],
            "evidence": evidence,
            "label": label,
            "group": row["group"],
        }


def _labels(config: TrainConfig, split: str, rows: list[dict[str, str]], source_names: list[str]) -> np.ndarray:
    labels = np.zeros((len(rows), 2 + len(LABELS)), dtype=np.float32)
    labels[:, 0] = [LABEL_INDEX[row["label"]] for row in rows]
    labels[:, 1] = [source_names.index(row["source"]) for row in rows]
    if split == "train" and config.optimiser.remove_priors:
        labels[:, 2:] = log_priors(rows)
    return labels


def _tokenise(
    rows: list[dict[str, str]], labels: np.ndarray, tokenizer: PreTrainedTokenizerBase, max_tokens: int
) -> Dataset:
    def encode(batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
        encoded = tokenizer(
            batch["evidence"],
            batch["claim"],
            truncation="longest_first",
            max_length=max_tokens,
            return_attention_mask=False,
        )
        return {**encoded, "length": [len(ids) for ids in encoded["input_ids"]]}

    dataset = Dataset.from_dict({name: [row[name] for row in rows] for name in ("claim", "evidence")})
    encoded = dataset.map(encode, batched=True, remove_columns=dataset.column_names, desc="tokenising")
    encoded = encoded.add_column("labels", labels.tolist())
    cut = sum(length == max_tokens for length in encoded["length"])
    if cut:
        log.warning("%d of %d rows fill the limit of %d tokens and may be cut", cut, len(encoded), max_tokens)
    return encoded
