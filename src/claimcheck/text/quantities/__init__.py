"""Numbers, dates, times and measures of a text: read, aligned with those of another text, and compared."""

from claimcheck.text.quantities.agreement import QuantityOutcome
from claimcheck.text.quantities.comparison import QuantityComparison, compare_quantities
from claimcheck.text.quantities.extraction import extract_quantities
from claimcheck.text.quantities.quantity import Approximation, Quantity, QuantityKind

__all__ = [
    "Approximation",
    "Quantity",
    "QuantityComparison",
    "QuantityKind",
    "QuantityOutcome",
    "compare_quantities",
    "extract_quantities",
]
