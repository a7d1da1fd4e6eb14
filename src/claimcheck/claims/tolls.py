"""'Six people were killed and 31 injured when a coach overturned': each count by itself, and what happened."""

from __future__ import annotations

import re

from claimcheck.claims.clauses import leans_on_left, stands_alone
from claimcheck.claims.draft import Draft
from claimcheck.claims.grammar import SUBJECT_PRONOUNS, capitalised, closed
from claimcheck.text import extract_quantities
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
_MANY = re.compile(r"(?:dozens|hundreds|many|scores|several|thousands)\s", re.IGNORECASE)


def tolls(draft: Draft) -> tuple[Draft, ...] | None:
    """How many met which fate, apart from each other and from the event that brought it about.

    >>> text = "Six people were killed and 31 injured on Monday when a coach left the road."
    >>> [part.text for part in tolls(Draft(text, 0, len(text)))]
    ['Six people were killed on Monday.', '31 people were injured on Monday.', 'A coach left the road.']
    """
    toll = _TOLL.fullmatch(without_enclosed(draft.text))
    if not toll or not _counts(toll["first"]) or (toll["second"] and not _counts(toll["second"])):
        return None
    event, end = toll["event"], toll.end("rest")
    if event is None:
        if toll["second"] is None:
            return None
    elif leans_on_left(event) or not stands_alone(event) or SUBJECT_PRONOUNS & {event.split()[0].lower()}:
        return None
    parts = [draft.part(0, end, closed(f"{toll['first']}{toll['be']} {toll['fate']}{toll['rest']}"))]
    if toll["second"]:
        second = f"{_with_noun(toll['second'], toll['first'])}were {toll['second_fate']}{toll['rest']}"
        parts.append(draft.part(toll.start("second"), end, closed(capitalised(second))))
    if event is not None:
        start = toll.start("event")
        parts.append(draft.part(start, len(draft.text), closed(capitalised(draft.text[start:]))))
    return tuple(parts)


def _counts(subject: str) -> bool:
    """Whether a subject is a number of people or things and nothing besides."""
    found = extract_quantities(subject)
    is_plain = len(found) == 1 and "," not in subject.replace(found[0].text, "")
    return is_plain or _MANY.match(subject) is not None


def _with_noun(subject: str, first: str) -> str:
    """A number without a noun of its own counts what the first one counts."""
    noun = re.search(r"[a-z]+\s$", first)
    is_bare = any(subject.rstrip().endswith(found.text) for found in extract_quantities(subject))
    return f"{subject}{noun.group()}" if is_bare and noun else subject
