"""What hangs behind a main clause and states a fact of its own."""

from __future__ import annotations

import re
from itertools import pairwise

from claimcheck.claims.clauses import LONGEST_SUBJECT, has_own_subject, leans_on_left, names_or_counts
from claimcheck.claims.draft import Draft
from claimcheck.claims.grammar import (
    SUBORDINATORS,
    capitalised,
    closed,
    first_finite,
    is_auxiliary,
    is_past,
    word_start,
    words_of,
)
from claimcheck.claims.speech import has_saying
from claimcheck.claims.subjects import OPENING
from claimcheck.text.quantities import extract_quantities
from claimcheck.text.quotation import without_enclosed
from claimcheck.text.words import word_set

#: Results that news texts hang behind what brought them about, with the past tense that states them by themselves.
_RESULTS = {
    "affecting": "affected", "beating": "beat", "becoming": "became", "blocking": "blocked", "burning": "burned",
    "causing": "caused", "closing": "closed", "costing": "cost", "creating": "created", "cutting": "cut",
    "damaging": "damaged", "defeating": "defeated", "delaying": "delayed", "destroying": "destroyed",
    "displacing": "displaced", "disrupting": "disrupted", "driving": "drove", "earning": "earned",
    "flooding": "flooded", "forcing": "forced", "hitting": "hit", "hurting": "hurt",
    "injuring": "injured", "killing": "killed", "leaving": "left", "losing": "lost", "prompting": "prompted",
    "reaching": "reached", "scoring": "scored", "stranding": "stranded",
    "trapping": "trapped", "triggering": "triggered", "winning": "won", "wounding": "wounded",
}  # fmt: skip
_RESULT = rf"(?P<participle>{'|'.join(_RESULTS)})\b"
#: Of 'giving him 18 votes' another is the giver.
_TAIL = re.compile(rf",\s{_RESULT}(?!\s(?:him|her|it|them|us)\b)")
#: What did these, was done by no one: 'A boat capsized, killing 12' tells of the accident.
_ACCIDENTS = word_set("capsized collapsed crashed derailed overturned plunged sank")
_NEXT_RESULT = re.compile(rf",?\sand\s{_RESULT}")
_NEXT = re.compile(r",?\sand\s$")
#: 'A bus with 40 on board' is a subject all the same.
_OPENS_CLAUSE = SUBORDINATORS - {"with"}
_OTHER_SUBJECT = re.compile(r";|,\s(?:and|but|while)\s")
_SUBORDINATE = re.compile(r"(?:,\s(?:after|although|though)|\s(?P<close>after))\s(?=[\w\"\u201c])")
#: The main clause goes on behind the other one.
_GOES_ON = re.compile(r"\sbut\s|,\sand\s")
#: Not 'two days after', 'shortly after', and not what 'came after'.
_NO_MAIN_CLAUSE_BEFORE_AFTER = word_set("""
    and but came come comes coming days day even happened hour hours immediately just long minute minutes moments month
    months not occurred only or place shortly soon until week weeks well year years
""")


def result(draft: Draft) -> tuple[Draft, ...] | None:
    """Split off a closing ', killing 12': what happened, and what came of it, told of the same subject.

    Only where the result has a figure and its subject acts: of 'The bus was hit, killing 12' it was not the bus.

    >>> [part.text for part in result(Draft("In Oster, a blaze swept the hall, killing 12 and hurting 30.", 0, 60))]
    ['In Oster, a blaze swept the hall.', 'In Oster, a blaze killed 12.', 'In Oster, a blaze hurt 30.']
    """
    masked = without_enclosed(draft.text)
    tails = list(_TAIL.finditer(masked))
    opening = re.match(OPENING, masked)
    frame = opening.end() if opening and first_finite(words_of(opening.group())) is None else 0
    words = words_of(masked[frame:])
    verb = first_finite(words)
    if not tails or not verb or verb > LONGEST_SUBJECT or not is_past(words[verb]) or is_auxiliary(words[verb]):
        return None
    if words[verb] in _ACCIDENTS:
        return None
    tail, words_before = tails[-1], {word.lower() for word in words[:verb]}
    subject_end = frame + word_start(masked[frame:], verb)
    between = masked[subject_end : tail.start()]
    if "," in masked[frame:subject_end] or words_before & _OPENS_CLAUSE or _OTHER_SUBJECT.search(between):
        return None
    if has_saying(masked) or not between or not extract_quantities(draft.text[tail.end() :]):
        return None
    starts = [tail.start("participle"), *(found.start(1) for found in _NEXT_RESULT.finditer(masked, tail.end()))]
    main = draft.part(0, tail.start(), f"{draft.text[: tail.start()]}.")
    subject = draft.text[:subject_end]
    return main, *(_as_deed(draft, subject, start, end) for start, end in pairwise([*starts, len(draft.text)]))


def _as_deed(draft: Draft, subject: str, start: int, end: int) -> Draft:
    """'killing 12 and' told of 'A blaze': it killed 12."""
    told = _NEXT.sub("", draft.text[start:end])
    participle = words_of(told)[0]
    return draft.part(start, start + len(told), closed(f"{subject}{_RESULTS[participle]}{told[len(participle) :]}"))


def subordinate(draft: Draft) -> tuple[Draft, Draft] | None:
    """Split off a closing 'after ...' or ', although ...' with a name or figure, which is stated as a fact as well.

    >>> main, own = subordinate(Draft("The hall in Oster burned after Bo Lind had left.", 0, 48))
    >>> main.text, own.text
    ('The hall in Oster burned.', 'Bo Lind had left.')
    """
    masked = without_enclosed(draft.text)
    match = _SUBORDINATE.search(masked)
    if not match or has_saying(masked):
        return None
    left, right = masked[: match.start()], masked[match.end() :]
    if match["close"] and (_NO_MAIN_CLAUSE_BEFORE_AFTER & set(words_of(left)[-1:]) or _GOES_ON.search(right)):
        return None
    if leans_on_left(right) or not (_tells(left) and _tells(right)):
        return None
    main = draft.part(0, match.start(), f"{draft.text[: match.start()]}.")
    return main, draft.part(match.end(), len(draft.text), capitalised(draft.text[match.end() :]))


def _tells(clause: str) -> bool:
    """Whether a clause stands alone and names something."""
    return has_own_subject(clause) and names_or_counts(clause)
