"""Claim + text -> the window of that text which the model reads."""

from claimcheck.evidence.index import EvidenceIndex, Window

__all__ = ["EvidenceIndex", "Window"]
