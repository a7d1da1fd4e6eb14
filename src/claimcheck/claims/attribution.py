"""Who said it: an attribution that merely hands on a fact does not belong to the claim."""

from __future__ import annotations

import re

from claimcheck.claims.grammar import (
    NEUTRAL_SAYING,
    SUBORDINATORS,
    capitalised,
    first_finite,
    is_past,
    without_enclosed,
    words_of,
)
from claimcheck.text.words import any_of

_WHEN = (
    r"(?:\s(?:(?:late|early|earlier)\s)?(?:on\s)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)"
    r"(?:\s(?:morning|afternoon|evening|night))?)"
)
_MANNER = (
    r"(?:\s(?:separately|also|earlier|later|in\sa\s(?:statement|report|letter|tweet|briefing|post|press\srelease|news\srelease)"
    r"|at\sa\s(?:news\sconference|press\sconference|briefing)|on\s(?:the\s)?condition\sof\sanonymity"
    r"|(?:to\s)?(?:reporters|journalists|AFP|Reuters|AP|CNN|the\sBBC|state\s(?:media|television|TV))))"
)
_NAME = r"[^\W\d_][^\s,;:\"\u201c\u201d]*"
#: Speakers without a name of their own: an institution, an office or 'officials'. What they state is reported as fact.
_OFFICE = any_of("""
    officials? | spokesman | spokeswoman | spokesperson | spokespersons | spokespeople | police | authorities | sources?
    ministry | department | agency | government | office | diplomats? | organisers | organizers | investigators
    prosecutors | researchers | scientists | experts | aides | witnesses | firefighters | rescuers | report | statement
    bureau | committee | commission | council | court | company | service | center | centre | institute | association
    news agency | media | newspaper | data | figures | survey | study | documents | records | army | military | navy
    sheriff | firm | operator | union | university | hospital | medics | doctors | analysts
""")
_TRAILING = re.compile(
    rf",\s(?:(?P<before>(?:{_NAME}\s){{1,12}}?)(?:{NEUTRAL_SAYING}|told\s(?:the\s)?{_NAME}(?:\s{_NAME})?)"
    rf"|(?:said|says|added)\s(?P<after>{_NAME}(?:\s{_NAME}){{0,11}}?)(?P<who>,\s[^;]+?)?)(?:{_WHEN}|{_MANNER}){{0,3}}"
    r"(?=[.!]?$)"
)
_ACCORDING = re.compile(r",\s(?:according\sto|as\sreported\sby|citing)\s[^,;\"\u201c]{2,90}?(?=[.!]?$)", re.IGNORECASE)
_ACCORDING_FIRST = re.compile(r"(?:According\sto|As\sreported\sby)\s[^,;\"\u201c]{2,90},\s(?=\w)(?!wh)")
_INSERTED = re.compile(
    rf",\s(?:(?:{_NAME}\s){{1,8}}?{NEUTRAL_SAYING}(?:{_WHEN}|{_MANNER}){{0,2}}|according\sto\s[^,;\"\u201c]{{2,60}}),(?=\s[^\"\u201c])"
)
_LEADING = re.compile(
    rf"(?P<speaker>(?:{_NAME}\s){{0,5}}?{_OFFICE}(?:\s(?:in|at|of|from|for|with)\s{_NAME}(?:\s{_NAME}){{0,5}}?)?)"
    rf"\s(?:have\s|has\s|had\s|also\s)?{NEUTRAL_SAYING}(?:{_WHEN}|{_MANNER}){{0,2}}(?P<that>\sthat)?\s(?!that\b)(?=[\w$\u20ac\u00a3])",
    re.IGNORECASE,
)
_DEPENDENT = re.compile(
    r"(?:to|it|they|he|she|its|their|his|her|in|on|of|for|about|at|how|what|why|whether|who)\b", re.IGNORECASE
)
#: What goes on about the speaker goes with the attribution.
_OF_SPEAKER = re.compile(r"\s(?:who|whose|which)\b")
#: Up to this many words after an inserted attribution are a part of it: the name of a newspaper, say.
_TAIL = 3


def without_attribution(text: str) -> str:
    """The statement without 'officials said' before, in or after it; a quotation keeps its speaker.

    A leading attribution goes only where the speaker is an office ('the ministry said that'): what a named person says
    stays that person's statement.

    >>> without_attribution("The river rose by 2 metres, the official added.")
    'The river rose by 2 metres.'
    >>> without_attribution("Police said on Monday that two men had fled.")
    'Two men had fled.'
    """
    masked = without_enclosed(text)
    if masked[:1] in '"\u201c':
        return text
    trailing = _TRAILING.search(masked)
    if trailing and not (_is_speaker(trailing["before"] or trailing["after"]) and _is_clause(text[: trailing.start()])):
        trailing = None
    if closing := _ACCORDING.search(masked) or trailing:
        text = f"{text[: closing.start()].rstrip()}."
    if inserted := _INSERTED.search(without_enclosed(text)):
        rest = text[inserted.end() :]
        text = (
            f"{text[: inserted.start()]},{rest}"
            if len(words_of(rest)) > _TAIL and not _OF_SPEAKER.match(rest)
            else f"{text[: inserted.start()]}."
        )
    if opening := _ACCORDING_FIRST.match(without_enclosed(text)):
        text = capitalised(text[opening.end() :])
    leading = _LEADING.match(without_enclosed(text))
    if leading and _is_speaker(leading["speaker"]) and _is_clause(text[leading.end() :], bool(leading["that"])):
        return capitalised(text[leading.end() :])
    return text


def _is_speaker(text: str) -> bool:
    words = words_of(text)
    return bool(words) and first_finite(words) is None and not SUBORDINATORS & {word.lower() for word in words}


def _is_clause(text: str, after_that: bool = False) -> bool:
    """Whether what was said has a subject and a finite verb of its own."""
    if _DEPENDENT.match(text):
        return False
    words = words_of(text)
    verb = first_finite(words)
    return bool(verb) and (after_that or not is_past(words[0]))
