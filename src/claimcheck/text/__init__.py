"""Sentences, quantities, boilerplate and likeness of wording: text analysis without the NLI model."""

from claimcheck.text.agreement import QuantityOutcome
from claimcheck.text.comparison import QuantityComparison, compare_quantities
from claimcheck.text.duplicates import near_duplicate
from claimcheck.text.quantities import extract_quantities
from claimcheck.text.quantity import Approximation, Quantity, QuantityKind
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
