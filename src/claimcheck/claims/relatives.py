"""', who won in May,' and ', which opened in June': what is told of a subject or a name in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.claims.draft import Draft
from claimcheck.claims.grammar import SUBORDINATORS, capitalised, closed, first_finite, is_finite, words_of
from claimcheck.claims.subjects import OPENING
from claimcheck.text.quotation import without_enclosed
from claimcheck.text.words import word_set

_ADVERBS = r"(?:(?:also|already|first|just|later|never|now|once|since|still|then|[a-z]+ly)\s)?"
#: ', which means ...' tells of all that was said.
_RELATIVE = re.compile(
    rf",\s(?P<pronoun>who|which)\s(?!(?:(?:could|may|will|would)\s)?mean)(?={_ADVERBS}(?P<verb>[a-z'\u2019]+)\b)"
)
_SECOND_PRONOUN = re.compile(r"(?<=\sand\s)(?:who|which)\s")
_BEHIND_COMMA = re.compile(rf",\s(?={_ADVERBS}(?P<verb>[a-z'\u2019]+)\b)")
_BEFORE_SUBJECT = re.compile(rf"{OPENING}|(?s:.*)[\"\u201d]\s|(?:And|But|Even|So|Yet)\s")
_NO_PLAIN_SUBJECT = SUBORDINATORS | word_set("and as at by for from in including like near of on or to")
_LONGEST_SUBJECT = 8
#: 'It was Bo Lind, the mayor, who ...'
_CLEFT = re.compile(r"It\s(?:is|was)\s(?!\w+\s(?:at|by|for|from|in|on|to|with)\b)")
_NO_VERB = word_set("""
    a about after all any as at before both by during each even for from he how i if in it like many men most much no
    not of on one only or our people she so some that the their then these they this those to under until upon voters
    we when with within women you
""")
_NAME = r"[A-Z\u00c0-\u00de][\w.'\u2019&-]*"
#: 'the broker Bo Lind', 'Sen. Ana Ruiz (D-Ohio)', 'Sen. Ana Ruiz, D-Ohio'.
_PERSON = re.compile(rf"(?P<name>{_NAME}(?:\s{_NAME}){{0,6}})(?:\s\(_+\)|,\s[A-Z]-{_NAME})?$")
_THING = re.compile(rf"(?<!between\s)\b(?P<name>[Tt]he\s{_NAME}(?:\s(?:of\s(?:the\s)?|and\s)?{_NAME}){{0,4}})$")
#: 'A friend of Bo Lind, who ...' may be the friend, 'Ana Ruiz and Bo Lind, who ...' both; 'some Greens' are not all.
_MAY_BE_ANOTHER = re.compile(
    r"\b(?:and|for|of|or|to|with)\s(?:[a-z]+\s)?$|\b(?:an?|few|many|most|other|several|some|the|these|those)\s$"
)


def relative_clauses(draft: Draft) -> tuple[Draft, ...]:
    """The statement without the relative clauses that a comma sets off, and what each of them states by itself.

    One in the middle tells of the subject, one at the end of the name before it. Where it is not plain of whom or what
    it tells, it stays where it is.

    >>> [part.text for part in relative_clauses(Draft("Ana Ruiz, who won in May, met Bo Lind.", 0, 38))]
    ['Ana Ruiz met Bo Lind.', 'Ana Ruiz won in May.']
    """
    text, kept, place = draft.text, "", 0
    own: list[Draft] = []
    for antecedent, told, start, end in _relatives(without_enclosed(text)):
        kept, place = kept + text[place:start], end
        statement = f"{capitalised(text[antecedent])} {_SECOND_PRONOUN.sub('', text[told:end])}"
        own.append(draft.part(antecedent.start, end, closed(statement)))
    if not own:
        return (draft,)
    return Draft(closed(kept + text[place:]), draft.start, draft.end, is_verbatim=False), *own


def _relatives(masked: str) -> Iterator[tuple[slice, int, int, int]]:
    """For each: of whom it tells, where its own words begin, and where it starts and ends with its commas."""
    end = 0
    if _CLEFT.match(masked):
        return
    for match in _RELATIVE.finditer(masked):
        if match.start() < end or ":" in masked[match.end() :]:
            continue
        before = masked[: match.start()]
        if antecedent := _subject(before):
            behind = _main_verb(masked, match.end())
        else:
            antecedent = _name(before, match["pronoun"])
            behind = None if "," in masked[match.end() :] else len(masked)
        if antecedent and behind and _agrees(match["verb"], before[antecedent]):
            end = behind
            yield antecedent, match.end(), match.start(), end


def _subject(before: str) -> slice | None:
    """The subject of the sentence, if nothing else stands before the relative clause."""
    opening = _BEFORE_SUBJECT.match(before)
    subject = slice(opening.end() if opening else 0, len(before))
    words = words_of(before[subject])
    plain = not _NO_PLAIN_SUBJECT & {word.lower() for word in words} and "," not in before[subject]
    return subject if plain and 0 < len(words) <= _LONGEST_SUBJECT and first_finite(words) is None else None


def _main_verb(masked: str, start: int) -> int | None:
    """Where the comma after a relative clause ends, behind which its sentence goes on with a verb."""
    found = (comma for comma in _BEHIND_COMMA.finditer(masked, start) if is_finite(comma["verb"]))
    return next((comma.start() + 1 for comma in found), None)


def _name(before: str, pronoun: str) -> slice | None:
    named = (_PERSON if pronoun == "who" else _THING).search(before)
    if not named or (pronoun == "who" and _MAY_BE_ANOTHER.search(before[: named.start()])):
        return None
    return slice(*named.span("name"))


def _agrees(word: str, antecedent: str) -> bool:
    """Whether a word is the verb of such a subject; of several things it may be one that is not known as finite."""
    return is_finite(word) or (antecedent.endswith("s") and not word.endswith("s") and word not in _NO_VERB)
