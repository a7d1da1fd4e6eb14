"""Claim + text -> the window of that text which the model reads."""

from claimcheck.evidence.index import WINDOW_SENTENCES, EvidenceIndex, Window

__all__ = ["WINDOW_SENTENCES", "EvidenceIndex", "Window"]
