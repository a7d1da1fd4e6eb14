"""Sentences, quantities, boilerplate and likeness of wording: text analysis without the NLI model."""

from claimcheck.text.duplicates import near_duplicate
from claimcheck.text.sentences import split_sentences

__all__ = ["near_duplicate", "split_sentences"]
