"""Articles to claims: which sentences state checkable facts, made to stand alone, with where they came from."""

from claimcheck.claims.extract import extract_claims

__all__ = ["extract_claims"]
