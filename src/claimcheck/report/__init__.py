"""What a check found, as rows, JSON lines, a web page, a terminal table, or ClaimReview."""

from claimcheck.report.report import Report

__all__ = ["Report"]
