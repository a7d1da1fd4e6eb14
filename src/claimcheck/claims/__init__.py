"""Articles to claims: which sentences state checkable facts, made to stand alone, with where they came from."""

from claimcheck.claims.extract import extract_claims
from claimcheck.claims.leaning import leans_on_context

__all__ = ["extract_claims", "leans_on_context"]
