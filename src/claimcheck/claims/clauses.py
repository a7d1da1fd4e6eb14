"""Compound sentences into clauses that stand alone."""

from __future__ import annotations

import re

from claimcheck.claims.draft import Draft
from claimcheck.claims.grammar import (
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    capitalised,
    closed,
    first_finite,
    is_auxiliary,
    is_past,
    names_something,
    word_start,
    words_of,
)
from claimcheck.claims.speech import has_saying
from claimcheck.text.quantities import extract_quantities
from claimcheck.text.quotation import without_enclosed
from claimcheck.text.words import MONTH_NAME, word_set

_JOINT = re.compile(
    r";\s+|,\s+adding\sthat\s+|,\s+(?P<conjunction>while|whereas|but|and)\s+|(?<!\s)\s+(?P<bare>while)\s+"
)
_SHARED_SUBJECT = re.compile(r",?\sand\s(?P<adverb>(?:also|then|later|subsequently)\s)?(?P<verb>[a-z]+)\s")
_TOPIC = re.compile(
    r"\b(?P<preposition>for|at|in|during)\s(?P<noun>the\s(?:[\w'\u2019-]+\s){1,3}?)(?:has|have|had|is|are|was|were|will)\b"
)
_BARE_NUMBER_SUBJECT = re.compile(r"[\d,.]+\s(?:are|were|is|was|have|had|has|will|would)\b|\w+\sof\s\w+\smore\s")
_NO_SUBJECT = word_set("""
    also not to then now yet want say need believe think make take go get see call plan hope expect remain include seek
    face fear support oppose continue
""")
_JOINED = word_set("and or")
#: 'By noon, the dam ...': a comma may stand before the subject. Elsewhere a single one leaves an apposition open.
_OPENING_PREPOSITIONS = word_set("after at before by despite during for from in of on since under until with within")
_LEANS_ON_LEFT = re.compile(
    r"(?:the\s)?(?:others?|most|none|neither|both|either|each|another|rest|latter|former)\b(?!\sof\b)"
    r"|there\s(?:is|are|was|were)\s(?:none|no)\b|(?:it|they)\b"
    r"|(?:its|their|his|her)\s[\w-]+\s(?![A-Z])"
)
#: A relative clause that a joint would cut short: 'Ana Ruiz, who, while ...'.
_OPEN_RELATIVE = re.compile(r"\b(?:who|whose|whom|which|that)$")
#: 'In Oster,', 'Under the act,': where or how a whole sentence holds. 'Of the votes,' belongs to its own clause.
_FRAME = re.compile(r"(?!Of\b)(?P<preposition>[A-Za-z][a-z]+)\s[^,;:]{2,50},\s")
_TIME = re.compile(rf"\b(?:{MONTH_NAME}|[A-Z][a-z]+day|(?:last|next|this)\s[a-z]+|(?:1[6-9]|20)\d\d)\b")
#: Words before the verb of a clause that the rules take apart.
LONGEST_SUBJECT = 12
_SHORTEST_CLAUSE = 4


def split_clauses(draft: Draft) -> list[Draft]:
    """Split a verbatim draft where two clauses each have a subject and a finite verb; else return it alone.

    >>> [part.text for part in split_clauses(Draft("Ana won in May, while Bo lost in June.", 0, 38))]
    ['Ana won in May.', 'Bo lost in June.']
    """
    return [part for clause in _at_joints(draft) for part in _shared_subject(clause)]


def _at_joints(draft: Draft, topic: str = "", frame: str = "") -> list[Draft]:
    """Split at 'and', 'but', 'while' and semicolons.

    ``topic`` says what a subject that is a bare number is about, ``frame`` where or how the whole sentence holds.
    """
    masked = without_enclosed(draft.text)
    for match in _JOINT.finditer(masked):
        left, right = masked[: match.start()], masked[match.end() :]
        if not (stands_alone(left) and stands_alone(right)):
            continue
        if match["conjunction"] == "and" and (has_saying(left) or _is_list_item(left)):
            continue
        # Without a comma 'while' tells when, except before a number, which it sets beside what comes before.
        if match["bare"] and not _BARE_NUMBER_SUBJECT.match(right):
            continue
        if leans_on_left(right) or _OPEN_RELATIVE.search(left):
            continue
        named = _TOPIC.search(left)
        following_topic = f"{named['preposition']} {named['noun'].strip()}, " if named else topic
        if _BARE_NUMBER_SUBJECT.match(right) and not following_topic:
            continue
        before = draft.part(0, match.start(), closed(draft.text[: match.start()]))
        after = draft.part(match.end(), len(draft.text))
        return [_framed(before, topic, frame), *_at_joints(after, following_topic, _frame(draft.text) or frame)]
    return [_framed(draft, topic, frame)]


def _framed(draft: Draft, topic: str, frame: str) -> Draft:
    if topic and _BARE_NUMBER_SUBJECT.match(draft.text):
        return Draft(capitalised(topic) + draft.text, draft.start, draft.end, is_verbatim=False)
    opening = draft.text.split(" ", 1)[0].lower()
    if frame and opening not in _OPENING_PREPOSITIONS and not (_TIME.search(frame) and _TIME.search(draft.text)):
        return Draft(frame + draft.text, draft.start, draft.end, is_verbatim=False)
    return draft


def _frame(text: str) -> str:
    match = _FRAME.match(text)
    return capitalised(match.group()) if match and match["preposition"].lower() in _OPENING_PREPOSITIONS else ""


def stands_alone(clause: str) -> bool:
    """Whether a clause has a subject and a finite verb, and hangs on no other."""
    words = words_of(clause)
    verb = first_finite(words)
    if verb is None or verb == 0 or verb > LONGEST_SUBJECT or len(words) < _SHORTEST_CLAUSE:
        return False
    subject = [word.lower() for word in words[:verb]]
    commas = clause[: word_start(clause, verb)].count(", ")
    if commas == 1 and subject[0] not in _OPENING_PREPOSITIONS:
        return False
    if subject[0].endswith("ing") or (not commas and SUBJECT_PRONOUNS & set(subject[1:])):
        return False
    if subject[-1].endswith("ly") or subject[-1] in _JOINED:
        return False
    return not (SUBORDINATORS & set(subject)) and subject[0] not in _NO_SUBJECT


def has_own_subject(clause: str) -> bool:
    """Whether a clause stands alone and its subject is no pronoun."""
    return stands_alone(clause) and words_of(clause)[0].lower() not in SUBJECT_PRONOUNS


def names_or_counts(text: str) -> bool:
    """Whether a text has a name or a figure."""
    return bool(extract_quantities(text) or names_something(text))


def leans_on_left(clause: str) -> bool:
    """Whether the subject of a clause is told by the clause before: 'the others', 'its roof'."""
    return _LEANS_ON_LEFT.match(clause) is not None


def _is_list_item(left: str) -> bool:
    """Whether what stands before ', and' is an item of an enumeration rather than the end of a clause."""
    last = left.rsplit(",", 1)
    return len(last) == 2 and first_finite(words_of(last[1])) is None and len(words_of(last[1])) <= _SHORTEST_CLAUSE


def _shared_subject(draft: Draft) -> list[Draft]:
    """Split 'A sent x to B and received y from C', two deeds of one subject, where each has a name or figure."""
    if not draft.is_verbatim:
        return [draft]
    masked = without_enclosed(draft.text)
    words = words_of(masked)
    verb = first_finite(words)
    if not verb or verb > LONGEST_SUBJECT // 2 or (SUBORDINATORS | {"to"}) & {word.lower() for word in words[:verb]}:
        return [draft]
    goes_on = is_auxiliary if is_auxiliary(words[verb]) else is_past
    subject = masked[: word_start(masked, verb)].rstrip()
    for match in _SHARED_SUBJECT.finditer(masked, len(subject)):
        between = masked[len(subject) : match.start()]
        if not goes_on(match["verb"]) or has_saying(between) or has_saying(match["verb"]):
            continue
        inner = {word.lower() for word in words_of(between)}
        opening = subject.split(" ", 1)[0].lower()
        if (
            "," in subject
            or opening in _OPENING_PREPOSITIONS
            or opening.endswith("ing")
            or inner & (SUBORDINATORS | SUBJECT_PRONOUNS)
            or any(map(is_auxiliary, words_of(between)[1:]))
        ):
            continue
        after = draft.text[match.start("adverb" if match["adverb"] else "verb") :]
        if names_or_counts(between) and names_or_counts(after):
            first = draft.part(0, match.start(), closed(draft.text[: match.start()]))
            return [first, draft.part(len(draft.text) - len(after), len(draft.text), f"{subject} {after}")]
    return [draft]
