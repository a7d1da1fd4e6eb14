"""Whom or what a sentence is about: its grammatical subject, where it is a person or body with a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.claims.countries import countries_in
from claimcheck.claims.given_names import is_given_name
from claimcheck.claims.grammar import capitalised, first_finite, is_finite, word_start, words_of
from claimcheck.claims.people import NO_SURNAME, Mention, People
from claimcheck.claims.speech import SAYING
from claimcheck.text.quotation import OPENING_QUOTE, without_enclosed
from claimcheck.text.words import any_of, word_set

#: 'In May,', 'Two days later,', 'After the vote,': what stands before the subject.
OPENING = (
    r"(?:(?:About|After|Also|Although|Amid|And|As|At|Before|But|By|Despite|During|Earlier|Early|Following|For|From|In|Last"
    r"|Late|Later|Meanwhile|Of|On|Once|Over|Since|Then|Though|Under|Until|When|While|With|Yet|[A-Z]\w+ly|[A-Z]\w+day"
    r"|The\s(?:day|following|next|same)|[A-Z]\w+\s(?:days|hours|minutes|months|weeks|years)\s(?:ago|earlier|later))\b"
    r"[^,;:\"\u201c\u201d]{0,100}),\s"
)
_BEFORE_SUBJECT = re.compile(rf"{OPENING}|(?:But|And|Then|So|Yet)\s|in\s[^,;:\"\u201c\u201d]{{0,60}},\s")
_AFTER_QUOTATION = re.compile(r"[,.!?]?[\"\u201d]\s+")
_SPEAKER_BEHIND = re.compile(rf"{SAYING}\s")
_TRAILING_SPEAKER = re.compile(r",\s(?=[^,;:\"\u201c\u201d]{3,80}$)")
#: 'Nevada Sen. ', 'The agency's spokesman ', 'Secretary of State ': what may stand between the start and the name.
_DESCRIPTION = re.compile(
    r"(?:[\w.'\u2019&-]+\s(?:(?<=Secretary\s)of\s|(?<=Minister\s)(?:of|for)\s|(?<=Speaker\s)of\s(?:the\s)?)?){0,9}"
)
_NO_DESCRIPTION = word_set("""
    a an and or of for from in on at by to with without than like as if but nor not against about between both either
    neither many most some several few all other others including he she it they his their her who whose that
""")
#: What may stand between a name and its verb.
_APPOSITION = re.compile(r"(?:\s\([^()]{1,30}\))?,\s")
_PARTY = re.compile(r"\s\([^()]{1,30}\)(?=\s)")
_ADVERB = re.compile(
    r"\s(?:also|later|earlier|then|now|often|once|recently|already|never|still|first|just|himself|herself|\w+ly)(?=\s)"
)
_VERB = re.compile(rf"\s(?:{SAYING}|continued|went|goes|tweeted|charged)\b|\s(?P<word>[a-z'\u2019]+)\b")
_PAIR = re.compile(r"\b[A-Z\u00c0-\u00de][a-z\u00c0-\u024f]+ (?:[A-Z]\. )?[A-Z\u00c0-\u00de][a-z\u00c0-\u024f]+")
#: 'joined Kern': a capitalised word alone behind another word, which is to be a verb.
_LONE_OBJECT = re.compile(r"\b(?P<verb>[a-z]+) (?P<name>[A-Z\u00c0-\u00de][a-z\u00c0-\u024f]+)\b(?!['\u2019-]|\s[A-Z])")
#: 'met the king', but neither 'was a king' nor ', a father of two'.
_OTHER_PERSON = re.compile(
    r"(?<!,)(?<!\bis)(?<!\bas)(?<!\bwas)(?<!\bbecame) (?:the|an?|his|her|another) (?:[a-z]+ )?"
    r"(?:(?P<he>king|father|husband|son|brother|man|boy)|(?P<she>queen|mother|wife|daughter|sister|woman|girl))\b"
    r"(?!['\u2019])"
)
_NO_PERSON_BEFORE = re.compile(r"\b(?:[Tt]he|in|near|at)\s(?:[\w'\u2019.]+\s){0,2}$")
_LONGEST_PHRASE = 30
_BODY_WORD = re.compile(
    r"\b"
    + any_of("""
        Administration | Agency | Airlines | Association | Authority | Bank | Board | Bureau | Commission | Committee
        Company | Congress | Corp | Corporation | Council | Court | Department | Federation | Foundation | Fund
        Group | House | Inc | Institute | Ministry | Office | Organi[sz]ation | Party | Senate | Service
        Society | Union | University | agency | company | firm | department | ministry | court | committee | panel
        commission | group | organi[sz]ation | union | council | bank | airline | carmaker | retailer | charity
        university
    """)
    + r"\b|\b[A-Z]{2,6}\b"
)
_BODY = re.compile(
    r"(?:[Tt]he\s)?(?!(?:A|An|And|He|I|It|No|She|That|The|These|They|This|Those|We|What|Who|You)\b)"
    r"(?:[A-Z][\w.&'\u2019-]*\s(?:(?:and|for|of|the)\s){0,2}){0,5}(?:[A-Z][\w.&'\u2019-]*|[a-z]+)"
)
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a sentence: ``pronoun`` is 'he', 'she', 'it' or '' for a person of unknown sex.

    ``rivals`` are the pronouns of the other persons the sentence names, who may be meant as well.
    """

    name: str
    pronoun: str
    rivals: frozenset[str] = frozenset()

    def may_be(self, pronoun: str) -> bool:
        """Whether a pronoun ('he', 'she', 'it') fits."""
        return self.pronoun == pronoun or (not self.pronoun and pronoun in ("he", "she"))

    def is_alone(self, pronoun: str) -> bool:
        """Whether the pronoun fits no other person whom the sentence names."""
        return not self.rivals & {pronoun, ""}


def subject_of(text: str, people: People) -> Subject | None:
    """The person or body that is the subject of a sentence, or the speaker of a quotation.

    >>> article = "Mayor Ana Ruiz met Bo Lind, a farmer."
    >>> subject_of(article, People(article)).name
    'Ana Ruiz'
    >>> subject_of("The friends of Ana Ruiz left.", People(article)) is None
    True
    """
    masked = without_enclosed(text)
    if OPENING_QUOTE.match(masked):
        closing = _AFTER_QUOTATION.search(masked)
        if not closing:
            return None
        offset = closing.end()
        if behind := _SPEAKER_BEHIND.match(masked, offset):
            return _named(masked, behind.end(), people, needs_verb=False)
        return _named(masked, offset, people)
    trailing = _trailing_speaker(masked)
    if trailing is not None:
        return _named(masked, trailing, people, needs_verb=False)
    offset = 0
    while opening := _BEFORE_SUBJECT.match(masked, offset):
        offset = opening.end()
    return _named(masked, offset, people) or _body(masked, offset, people)


def _trailing_speaker(masked: str) -> int | None:
    """Where the speaker of a closing ', Ana Ruiz said.' or ', said Ana Ruiz.' starts."""
    match = _TRAILING_SPEAKER.search(masked)
    if not match:
        return None
    after = masked[match.end() :]
    if behind := _SPEAKER_BEHIND.match(after):
        return match.end() + behind.end()
    words = words_of(after)
    verb = first_finite(words)
    return match.end() if verb and _SPEAKER_BEHIND.match(f"{after[word_start(after, verb) :].rstrip('.!')} ") else None


def _named(masked: str, offset: int, people: People, *, needs_verb: bool = True) -> Subject | None:
    mentions = list(people.mentions(masked))
    mention = next((mention for mention in mentions if mention.start >= offset), None)
    if mention is None or not _is_description(masked[offset : mention.start]):
        return None
    if needs_verb and not _goes_on(masked, mention, mentions):
        return None
    return Subject(mention.name, mention.pronoun, _rivals(masked, mention, mentions))


def _is_description(text: str) -> bool:
    if not _DESCRIPTION.fullmatch(text):
        return False
    words = words_of(re.sub(r"(?:Secretary|Minister|Speaker) (?:of|for) ", "", text))
    return not _NO_DESCRIPTION & {word.lower() for word in words} and not any(map(is_finite, words))


def _goes_on(masked: str, mention: Mention, mentions: list[Mention]) -> bool:
    """Whether a verb follows the name, perhaps behind an apposition, and no second name beside it."""
    after = mention.end
    if apposition := _APPOSITION.match(masked, after):
        rest = masked[apposition.end() :]
        verb = first_finite(words_of(rest))
        if verb is None:
            return False
        end = apposition.end() + word_start(rest, verb)
        return " and " not in masked[after:end] or not any(after < other.start < end for other in mentions)
    if party := _PARTY.match(masked, after):
        after = party.end()
    while adverb := _ADVERB.match(masked, after):
        after = adverb.end()
    verb_match = _VERB.match(masked, after)
    return verb_match is not None and (verb_match["word"] is None or is_finite(verb_match["word"]))


def _rivals(masked: str, mention: Mention, mentions: list[Mention]) -> frozenset[str]:
    others = {
        other.pronoun
        for other in mentions
        if other.name != mention.name and not masked.startswith(("'s ", "\u2019s "), other.end)
    }
    spans = [(other.start, other.end) for other in mentions]
    starts = {start for start, _ in spans}
    for pair in _PAIR.finditer(masked):
        is_known = any(start < pair.end() and pair.start() < end for start, end in spans)
        words = pair.group().split()
        is_thing = _BODY_WORD.search(pair.group()) or (NO_SURNAME & set(words) and not is_given_name(words[0]))
        before = masked[max(0, pair.start() - _LONGEST_PHRASE) : pair.start()]
        if not (is_known or is_thing or _NO_PERSON_BEFORE.search(before)):
            others.add("")
    for lone in _LONE_OBJECT.finditer(masked):
        is_place_or_body = (
            lone["name"] in NO_SURNAME or _BODY_WORD.fullmatch(lone["name"]) or countries_in(lone["name"])
        )
        if is_finite(lone["verb"]) and lone.start("name") not in starts and not is_place_or_body:
            others.add("")
    others.update(role.lastgroup or "" for role in _OTHER_PERSON.finditer(masked))
    return frozenset(others)


def _body(masked: str, offset: int, people: People) -> Subject | None:
    """A body such as 'The Health Ministry', 'Norland Steel' or 'The company', as the subject."""
    rest = masked[offset:]
    words = words_of(rest)
    verb = first_finite(words)
    if not verb or verb > _LONGEST_NAME:
        return None
    name = re.sub(r"(?:\s(?:also|later|now|then|\w+ly))+$", "", rest[: word_start(rest, verb)].rstrip())
    if not _BODY.fullmatch(name) or any(people.mentions(name)) or is_given_name(name.split()[0]):
        return None
    last = name.split()[-1]
    if not (_BODY_WORD.search(last) or (last[0].isupper() and not last.endswith("s"))):
        return None
    return Subject(capitalised(name), "it")
