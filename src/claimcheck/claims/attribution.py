"""Who said it: an attribution that merely hands on a fact does not belong to the claim."""

from __future__ import annotations

import re

from claimcheck.claims.draft import Draft
from claimcheck.claims.grammar import SUBORDINATORS, capitalised, first_finite, is_finite, is_past, words_of
from claimcheck.claims.speech import NEUTRAL_SAYING
from claimcheck.text.quotation import OPENING_QUOTE, without_enclosed
from claimcheck.text.words import WEEKDAY_NAME, any_of

#: The look-ahead below stands for a possessive quantifier, which Python before 3.11.5 matches wrongly behind a group.
_PART_OF_DAY = r"\s(?:morning|afternoon|evening|night)"
_WHEN = (
    rf"(?:\s(?:(?:late|early|earlier)\s)?(?:on\s)?(?:{WEEKDAY_NAME}|yesterday|today)"
    rf"(?:{_PART_OF_DAY}|(?!{_PART_OF_DAY}))"
    r"|\s(?:earlier\s)?(?:this|last)\s(?:week|month|year)(?=\sthat\b|[.!]?$))"
)
_MANNER = (
    r"(?:\s(?:separately|also|(?:earlier|later)(?!\s(?:this|last)\b)|afterwards?|(?:in|at|during|on)\s(?:an?|its|his|her|their|the)\s(?:[\w'\u2019.-]+\s){0,6}?"
    r"(?:statement|report|letter|tweet|briefing|post|release|conference|interview|webcast|broadcast|column|speech|hearing)"
    r"|on\s(?:the\s)?condition\sof\sanonymity"
    r"|in\s(?:the\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2}"
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
    Associated Press | (?:ABC|CBS|NBC|Fox|Sky) News | CNN | BBC | NPR | AFP | Reuters | Bloomberg | Politico
    (?:Washington|Huffington) Post | New York Times | Wall Street Journal
""")
_SAYS = rf"(?:{NEUTRAL_SAYING}|told\s(?:the\s)?{_NAME}(?:\s{_NAME}){{0,2}}?)"
_TRAILING = re.compile(
    rf",\s(?:(?P<before>(?:{_NAME}\s){{1,12}}?|(?:the\s|[A-Z]){_NAME}(?:\s{_NAME}){{0,5}},\s[^,;\"\u201c]{{3,100}},\s){_SAYS}"
    rf"|(?:said\s|says\s|added\s|reports\s(?=[A-Z]))"
    rf"(?P<after>(?!(?:he|she|it|they|we|I|there|that|about|at|during|in|of|on|to)\b){_NAME}(?:\s{_NAME}){{0,11}}?)(?P<who>,\s[^;]+?)?)(?:{_WHEN}|{_MANNER}){{0,3}}"
    r"(?=[.!]?$)"
)
_ACCORDING = re.compile(r",\s(?:according\sto|as\sreported\sby|citing)\s[^,;\"\u201c]{2,90}?(?=[.!]?$)", re.IGNORECASE)
_ACCORDING_FIRST = re.compile(
    rf"(?:(?:According\sto|As\sreported\sby)\s[^,;\"\u201c]{{2,90}}(?:,\s(?:citing|quoting)\s[^,;\"\u201c]{{2,90}})?"
    rf"|As\s(?:{_NAME}\s){{1,6}}(?:first\s)?(?:reports|reported){_WHEN}?),\s(?=\w)(?!wh)"
)
_INSERTED = re.compile(
    rf",\s(?:(?!wh)(?:{_NAME}\s){{1,8}}?{_SAYS}(?:{_WHEN}|{_MANNER}){{0,2}}"
    r"|(?P<according>according\sto)\s[^,;\"\u201c]{2,60}),(?=\s[^\"\u201c])"
)
_LEADING = re.compile(
    rf"(?P<speaker>(?:{_NAME}\s){{0,5}}?{_OFFICE}"
    rf"(?:\s(?:in|at|of|from|for|with|close\sto|familiar\swith)\s{_NAME}(?:\s{_NAME}){{0,5}}?)?)"
    rf"\s(?:have\s|has\s|had\s|also\s)?(?:{NEUTRAL_SAYING}|told\s(?:the\s)?{_NAME}(?:\s{_NAME}){{0,2}}?(?=\sthat\b))"
    rf"(?:{_WHEN}|{_MANNER}){{0,2}}(?P<that>\sthat)?\s(?!that\b)(?=[\w$\u20ac\u00a3])",
    re.IGNORECASE,
)
_DEPENDENT = re.compile(
    r"(?:to|it|they|he|she|its|their|his|her|in|on|of|for|about|at|how|what|why|whether|who)\b", re.IGNORECASE
)
_POINTS_BACK = re.compile(r"(?:to|it|they|he|she|its|their|his|her|how|what|why|who)\b", re.IGNORECASE)
_OPENS_CLAUSE = SUBORDINATORS - {"than", "with"}
#: Demands, and what only the word of the speaker holds together.
_BELONGS_TO_SPEAKER = re.compile(
    r"\b(?:should|must|ought)\b|\band\sthat\s"
    r"|,\s(?:(?:but|while|without)\s)?(?:declining|elaborating|giving|naming|refusing|saying|specifying)\b"
)
_NO_APPOSITION = """
    after | although | among | and | as | at | because | before | but | by | down | during | even | for | from | in
    into | more | most | nor | not | of | on | one | or | over | since | so | some | than | to | under | until | up
    when | where | whether | while | with | without | yet
"""
#: The first word of what describes a speaker ('director of the council'), not of what goes on with the statement.
_APPOSITION = re.compile(rf"\s(?!{any_of(_NO_APPOSITION)}\b)[a-z-]+(?<!ing)(?<!ed)\s")
#: ', Ana Ruiz, an engineer said': the name may be the place of the statement or belong to the speaker.
_INDEFINITE = re.compile(r"an?\s")
_ENDS_IN_NAME = re.compile(r",\s[A-Z][\w.'\u2019-]+(?:\s[A-Z][\w.'\u2019-]+){0,3}$")
#: What goes on about the speaker goes with the attribution.
_OF_SPEAKER = re.compile(r"\s(?:who|whose|which|adding|citing|noting|referring)\b")
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
    if OPENING_QUOTE.match(text):
        return text
    text = _without_inserted(_without_trailing(text))
    if opening := _ACCORDING_FIRST.match(without_enclosed(text)):
        text = capitalised(text[opening.end() :])
    leading = _LEADING.match(without_enclosed(text))
    if leading and _is_speaker(leading["speaker"]):
        said = text[leading.end() :]
        if not _DEPENDENT.match(said) and _is_statement(said) and (leading["that"] or not is_past(words_of(said)[0])):
            return capitalised(said)
    return text


def without_speaker_behind(draft: Draft) -> Draft:
    """A verbatim draft without a closing ', officials said'.

    >>> without_speaker_behind(Draft("The river rose by 2 metres, police said.", 0, 40)).text
    'The river rose by 2 metres.'
    """
    said = _without_trailing(draft.text)
    return draft if said == draft.text else draft.part(0, len(said) - 1, said)


def _without_trailing(text: str) -> str:
    if according := _ACCORDING.search(without_enclosed(text)):
        text = f"{text[: according.start()].rstrip()}."
    trailing = _TRAILING.search(without_enclosed(text))
    if not trailing or not _is_speaker(trailing["before"] or trailing["after"]):
        return text
    said = text[: trailing.start()].rstrip()
    described = _INDEFINITE.match(trailing["before"] or "") and _ENDS_IN_NAME.search(said)
    if described or not _is_statement(said) or _POINTS_BACK.match(said) or is_past(words_of(said)[0]):
        return text
    return f"{said}."


def _without_inserted(text: str) -> str:
    inserted = _INSERTED.search(without_enclosed(text))
    if not inserted:
        return text
    before, rest = text[: inserted.start()], text[inserted.end() :]
    following = words_of(rest)
    if following and is_finite(following[0]) and "," not in before:
        return before + rest
    if (
        len(following) <= _TAIL
        or _OF_SPEAKER.match(rest)
        or (inserted["according"] and _APPOSITION.match(rest) and not any(map(is_finite, following)))
    ):
        return f"{before}."
    return f"{before},{rest}"


def _is_speaker(text: str) -> bool:
    words = words_of(text)
    return bool(words) and first_finite(words) is None and not _OPENS_CLAUSE & {word.lower() for word in words}


def _is_statement(text: str) -> bool:
    """Whether what was said has a subject and a finite verb of its own, and needs no speaker: demands do."""
    return bool(first_finite(words_of(text))) and not _BELONGS_TO_SPEAKER.search(text)
