"""Pronouns at the start of a sentence, resolved where only one antecedent is possible."""

from __future__ import annotations

import re

from claimcheck.claims.countries import countries_in
from claimcheck.claims.grammar import SAYING, capitalised
from claimcheck.text.words import any_of

_PERSON_PRONOUN = re.compile(r"(?P<subject>He|She)\b(?!['\u2019])|(?P<possessive>His|Her)\s(?=[a-z])")
_COUNTRY_PRONOUN = re.compile(r"The\scountry(?P<possessive>['\u2019]s)?(?=\s)")
_NAME = r"(?:O['\u2019])?[A-Z][a-z\u00c0-\u024f]+(?:-?[A-Z][a-z\u00c0-\u024f]+)?\b"
_TITLE = any_of(r"""
    Mr\.? | Mrs\.? | Ms\.? | Dr\.? | President | Prime Minister | Minister | Chancellor | Senator | Sen\. | Rep\.
    Gov\. | Governor | Mayor | Judge | Justice | General | Gen\. | Sheriff | Secretary | Ambassador | Pope | King
    Queen | Prince | Princess | Officer | Sgt\. | Capt\. | Col\. | Lt\. | Professor | Prof\. | Director | Chief
    Speaker | Chairman | Chairwoman | Commissioner | Attorney General | Lawyer | Coach
""")
_PERSON = re.compile(
    rf"\b(?:{_TITLE}\s(?P<titled>{_NAME}(?:\s(?:[A-Z]\.\s)?{_NAME}){{0,3}})"
    rf"|(?P<speaking>{_NAME}(?:\s(?:[A-Z]\.\s)?{_NAME}){{1,3}})(?=(?:,\s[^,]{{3,60}},)?\s(?:also\s)?{SAYING}\b)"
    rf"|(?P<described>{_NAME}(?:\s(?:[A-Z]\.\s)?{_NAME}){{1,3}}),\s(?:\d\d,|(?:a|an|the|who)\s))"
)
_INSTITUTION = re.compile(
    r"\b(?:United|New|North|South|East|West|White|Supreme|State|States|House|Senate|Court|Department|Ministry|Office|"
    r"University|Party|County|City|Street|Council|Committee|Commission|Agency|Bureau|Union|Times|Post|News|Journal|"
    r"Security|Defen[cs]e|Justice|Foreign|National|Federal|American|Russian|Chinese|British|World|Olympic)\b"
)
_CAPITALISED_PAIR = re.compile(rf"\b{_NAME}\s(?:[A-Z]\.\s)?{_NAME}")


def resolve_pronoun(text: str, previous: str) -> str:
    """Put the name in place of a leading 'He', 'Her' or 'The country' if the previous sentence leaves no doubt.

    For a person the previous sentence must name exactly one, marked as such by a title, a verb of speech or a
    description, and hold no other pair of capitalised words that may be a person; for a country it must name just one.

    >>> resolve_pronoun("She left on Monday.", "Mayor Ana Ruiz opened the bridge.")
    'Ana Ruiz left on Monday.'
    >>> resolve_pronoun("She left on Monday.", "Mayor Ana Ruiz met Judge Eve Hill.")
    'She left on Monday.'
    """
    if person := _PERSON_PRONOUN.match(text):
        name = _only_person(previous)
        if name:
            return f"{name}'s {text[person.end() :]}" if person["possessive"] else name + text[person.end() :]
    elif country := _COUNTRY_PRONOUN.match(text):
        names = countries_in(previous)
        if len(names) == 1:
            return capitalised(names.pop()) + (country["possessive"] or "") + text[country.end() :]
    return text


def _only_person(text: str) -> str:
    people = {match[match.lastgroup] for match in _PERSON.finditer(text) if match.lastgroup}
    if len(people) != 1:
        return ""
    name = str(people.pop())
    others = _CAPITALISED_PAIR.findall(text.replace(name, " "))
    return "" if any(not _INSTITUTION.search(other) for other in others) else name
