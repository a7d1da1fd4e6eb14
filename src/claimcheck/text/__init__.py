"""Sentences, quantities, boilerplate and likeness of wording: text analysis without the NLI model."""

from claimcheck.text.duplicates import near_duplicate
from claimcheck.text.quantities import (
    Approximation,
    Quantity,
    QuantityComparison,
    QuantityKind,
    QuantityOutcome,
    compare_quantities,
    extract_quantities,
)
from claimcheck.text.sentences import split_sentences

__all__ = [
    "Approximation",
    "Quantity",
    "QuantityComparison",
    "QuantityKind",
    "QuantityOutcome",
    "compare_quantities",
    "extract_quantities",
    "near_duplicate",
    "split_sentences",
]
