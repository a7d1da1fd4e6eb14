"""Pronouns for the subject of the sentence before, replaced by its name."""

from __future__ import annotations

import re

from claimcheck.claims.countries import countries_in
from claimcheck.claims.grammar import SUBJECT_PRONOUNS, capitalised, is_finite, words_of
from claimcheck.claims.people import People
from claimcheck.claims.speech import SAYING
from claimcheck.claims.subjects import OPENING, subject_of
from claimcheck.text.quotation import OPENING_QUOTE
from claimcheck.text.words import any_of

_PRONOUN = r"(?P<subject>[Hh]e|[Ss]he|[Ii]t)\b(?!['\u2019])"
_CONTRACTION = re.compile(
    r"\A(?P<pronoun>He|She)['\u2019]s\s(?P<rest>(?:(?:also|already|currently|never|now|since|still)\s)?"
    r"(?:(?P<has>been|become|had|made|taken)|a|an|not|the|\w+ing)\b)"
)
_LEADING = re.compile(rf"{_PRONOUN}|(?P<possessive>His|Her|Its)\s(?=[a-z])")
#: 'In May, he ...', 'As a supplier, it ...': a phrase, with neither a verb nor a person, before the pronoun.
_BEHIND_PHRASE = re.compile(rf"(?P<phrase>{OPENING}){_PRONOUN}")
_BEHIND_QUOTATION = re.compile(
    rf"[,.!?]?[\"\u201d]\s(?P<subject>[Hh]e|[Ss]he)(?=\s(?:also\s)?(?:{SAYING}|continued|charged|went\son)\b)"
)
#: What is done in reply may be done by another person than the one who spoke or acted.
_REPLY = any_of("""
    denied | denies | admitted | acknowledged | argued | argues | insisted | testified | asked | maintained
    confirmed | confirms
""")
#: The sentence goes on about the same subject, even if the one before named others.
_GOES_ON = re.compile(rf"\s(?!{_REPLY}\b)(?:also|{SAYING}|continued|went\son|further|later|repeatedly)\b")
#: What a body does, and a thing that was mentioned on the way does not.
_DEED = re.compile(
    r"\s(?:also\s|has\s(?:also\s)?|later\s|now\s|currently\s)?(?:"
    + SAYING
    + "|"
    + any_of("""
        plans | planned | expects | expected | employs | employed | hired | operates | urged | recommended | released
        published | issued | launched | sued | ordered | called on | declined | refused | agreed | decided | pledged
        voted | ruled | owns | runs | makes | sells | sold
    """)
    + r")\b"
)
_BELONGING = re.compile(
    r"\s(?:founder|leader|president|chief|chairman|chairwoman|director|spokesman|spokeswoman|spokesperson|members|"
    r"employees|staff|shares|stock|profits?|revenues?|headquarters|board|researchers|customers|lawyers|founders|leaders)\b"
)
#: 'The country plans', 'The country also plans', 'The country's plans', but not 'The country music festival'.
_COUNTRY_PRONOUN = re.compile(
    r"The\scountry(?:(?P<possessive>['\u2019]s)(?=\s)"
    r"|(?=\s(?:(?:also|already|now|still|[a-z]+ly)\b|(?P<verb>[a-z]+))))"
)


def resolve_pronoun(text: str, previous: str, people: People) -> str:
    """Put a name in place of 'He', 'Her' or 'It', if it can only mean the subject of the previous sentence.

    The pronoun may open the text, stand behind a phrase ('In May, he ...') or after a quotation ('..., she said').
    Nothing changes where the previous sentence names another person who may be meant, unless the text plainly goes on
    about its subject ('He also ...', 'She said ...').

    >>> article = "Mayor Ana Ruiz opened the bridge. She left on Monday."
    >>> resolve_pronoun("She left on Monday.", "Ruiz opened the bridge.", People(article))
    'Ana Ruiz left on Monday.'
    >>> resolve_pronoun("She left on Monday.", "The mayor opened the bridge.", People(article))
    'She left on Monday.'
    """
    original, text = text, _CONTRACTION.sub(_written_out, text, count=1)
    match = _pronoun_in(text, people)
    if not match:
        return original
    group = "subject" if match["subject"] else "possessive"
    pronoun = {"his": "he", "her": "she", "its": "it"}.get(match[group].lower(), match[group].lower())
    subject = subject_of(previous, people)
    if subject is None or not subject.may_be(pronoun):
        return original
    before, after = text[: match.start(group)], text[match.end(group) :]
    if pronoun == "it":
        if not (_DEED if group == "subject" else _BELONGING).match(after):
            return original
    elif not (subject.is_alone(pronoun) or (group == "subject" and _GOES_ON.match(after))):
        return original
    surname = subject.name.split()[-1]
    if pronoun != "it" and re.search(rf"\b{re.escape(surname)}\b", text):
        return original
    name = subject.name if not before or pronoun != "it" else re.sub(r"^The\b", "the", subject.name)
    genitive = "'s" if group == "possessive" else ""
    return f"{before}{name}{genitive}{after}"


def resolve_country(text: str, previous: str) -> str:
    """Put the name in place of a leading 'The country', if the previous sentence names a single one.

    >>> resolve_country("The country plans more.", "How will France pay?")
    'France plans more.'
    """
    match = _COUNTRY_PRONOUN.match(text)
    if match and (match["verb"] is None or is_finite(match["verb"])):
        names = countries_in(previous)
        if len(names) == 1:
            return capitalised(names.pop()) + (match["possessive"] or "") + text[match.end() :]
    return text


def _written_out(contraction: re.Match[str]) -> str:
    """'He is' or 'She has' for 'He's' or 'She's', which behind a name would read as a genitive."""
    verb = "has" if contraction["has"] else "is"
    return f"{contraction['pronoun']} {verb} {contraction['rest']}"


def _pronoun_in(text: str, people: People) -> re.Match[str] | None:
    if match := _LEADING.match(text):
        return match
    if (match := _BEHIND_PHRASE.match(text)) and not any(people.mentions(match["phrase"])):
        words = words_of(match["phrase"])
        if not any(map(is_finite, words)) and not SUBJECT_PRONOUNS & {word.lower() for word in words}:
            return match
    return _BEHIND_QUOTATION.search(text) if OPENING_QUOTE.match(text) else None
