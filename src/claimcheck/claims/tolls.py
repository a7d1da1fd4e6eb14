"""'Six people were killed and 31 injured when a coach overturned': each count by itself, and what happened."""

from __future__ import annotations

import re

from claimcheck.claims.clauses import has_own_subject, leans_on_left
from claimcheck.claims.draft import Draft
from claimcheck.claims.grammar import capitalised, closed
from claimcheck.text.quantities import extract_quantities
from claimcheck.text.quotation import without_enclosed
from claimcheck.text.words import any_of

_BE = r"(?:was|were|(?:has|have)\sbeen)"
_FATE = any_of("""
    arrested | damaged | dead | destroyed | detained | displaced | evacuated | flooded | hospitali[sz]ed | hurt
    injured | killed | missing | rescued | taken to hospital | trapped | wounded
""")
_WORDS = r"(?:[\w,.'\u2019-]+\s){1,6}?"
_TOLL = re.compile(
    rf"(?P<first>{_WORDS})(?P<be>{_BE})\s(?P<fate>{_FATE})"
    rf"(?:,?\s(?:and|with)\s(?P<second>{_WORDS})(?:{_BE}\s)?(?P<second_fate>{_FATE}))?(?P<rest>(?:,?\s[^\s,;:]+){{0,16}}?)"
    r"(?:,?\s(?:after|as|when)\s(?P<event>[^;:]+?))?[.]?"
)
#: 'Six were killed and 31 hurt, eight of them seriously': eight of the 31.
_OF_THE_LAST = re.compile(r",\s(?:[\w-]+\sof\s(?:them|these|those|whom)|among\sthem|including)\b")
_MANY = re.compile(r"(?:dozens|hundreds|many|scores|several|thousands)\s", re.IGNORECASE)


def tolls(draft: Draft) -> tuple[Draft, ...] | None:
    """How many met which fate, apart from each other and from the event that brought it about.

    >>> text = "Six people were killed and 31 injured on Monday when a coach left the road."
    >>> [part.text for part in tolls(Draft(text, 0, len(text)))]
    ['Six people were killed on Monday.', '31 people were injured on Monday.', 'A coach left the road.']
    """
    toll = _TOLL.fullmatch(without_enclosed(draft.text))
    if not toll:
        return None
    first, be, fate, second, second_fate, rest, event = (
        draft.text[slice(*toll.span(name))]
        for name in ("first", "be", "fate", "second", "second_fate", "rest", "event")
    )
    if not _counts(first) or not (_counts(second) if second else event) or (event and not _is_told(event)):
        return None
    end = toll.end("rest")
    shared = _OF_THE_LAST.split(rest)[0] if second else rest
    parts = [draft.part(0, end, closed(f"{first}{be} {fate}{shared}"))]
    if second:
        counted = capitalised(f"{_with_noun(second, first)}were {second_fate}{rest}")
        parts.append(draft.part(toll.start("second"), end, closed(counted)))
    if event:
        parts.append(draft.part(toll.start("event"), len(draft.text), closed(capitalised(event))))
    return tuple(parts)


def _is_told(event: str) -> bool:
    """Whether what brought it about is told by itself."""
    return has_own_subject(event) and not leans_on_left(event)


def _counts(subject: str) -> bool:
    """Whether a subject is a number of people or things and nothing besides."""
    found = extract_quantities(subject)
    is_plain = len(found) == 1 and "," not in subject.replace(found[0].text, "")
    return is_plain or _MANY.match(subject) is not None


def _with_noun(subject: str, first: str) -> str:
    """A number without a noun of its own counts what the first one counts: people, if that is one of them."""
    if not any(subject.rstrip().endswith(found.text) for found in extract_quantities(subject)):
        return subject
    noun = first.split()[-1]
    return f"{subject}{noun if noun.endswith('s') else 'people'} "
