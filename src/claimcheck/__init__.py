"""Which articles about an event support or contradict each other, claim by claim, with the sentences that show it.

>>> from claimcheck import predict
>>> predict(claim="45 countries were asked.", evidence="Paris asked 46 countries.").label
<Label.CONTRADICTED: 'contradicted'>
"""

from claimcheck.api import check, predict
from claimcheck.errors import ClaimcheckError
from claimcheck.labels import Label
from claimcheck.records import Article, Claim, Evidence, Finding, Prediction, Verdict
from claimcheck.verify import Verifier

__all__ = [
    "Article",
    "Claim",
    "ClaimcheckError",
    "Evidence",
    "Finding",
    "Label",
    "Prediction",
    "Verdict",
    "Verifier",
    "check",
    "predict",
]
