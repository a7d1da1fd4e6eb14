"""The persons that an article names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.claims.given_names import is_given_name, pronoun_of
from claimcheck.claims.speech import SAYING
from claimcheck.text.words import any_of, word_set

_SYLLABLES = r"[A-Z\u00c0-\u00de][a-z\u00c0-\u024f]+"
_WORD = rf"(?:[OD]['\u2019]|[Aa]l-|Mac|Mc|De|Di|Du|La|Le|Van|Fitz)?{_SYLLABLES}(?:-{_SYLLABLES})?\b"
_JOINT = r" (?:[A-Z]\. |(?:de|van|von|bin|bint|der|la|del|da|al) ){0,2}"
_NAME = rf"(?:(?<![\w.])[A-Z]\. )?{_WORD}(?:{_JOINT}{_WORD}){{0,3}}"
TITLE = any_of(r"""
    Mr\.? | Mrs\.? | Ms\.? | Dr\.? | President | Prime Minister | Minister | Chancellor | Senator | Sen\. | Rep\.
    Gov\. | Governor | Mayor | Judge | Justice | Gen\. | Sheriff | Secretary | Ambassador | Pope | King
    Queen | Prince | Princess | Officer | Sgt\. | Capt\. | Col\. | Lt\. | Professor | Prof\. | Chairman | Chairwoman
    Commissioner | Attorney General | Congressman | Congresswoman | Sir | Adm\. | Admiral
""")
_TITLED = re.compile(rf"\b(?P<title>{TITLE}) (?P<name>{_NAME})(?P<speaks>\s(?:also\s)?{SAYING}\b)?")
#: Towns and islands bear such titles with a given name: Prince George, Queen Charlotte.
_ROYAL = word_set("King Queen Prince Princess")
_SPEAKING = re.compile(
    rf"\b(?P<name>{_WORD}(?:{_JOINT}{_WORD}){{1,2}})(?=(?:,\s[^,.\n]{{3,60}},)?\s(?:also\s)?{SAYING}\b)"
)
_ROLE = any_of("""
    minister | spokesman | spokeswoman | spokesperson | president | director | leader | head | chief | chairman
    chairwoman | professor | lawyer | attorney | analyst | expert | manager | mayor | founder | co-founder | owner | CEO
    executive | officer | author | member | commander | senator | governor | ambassador | secretary | economist
""")
_DESCRIBED = re.compile(
    rf"\b(?P<name>{_WORD}(?:{_JOINT}{_WORD}){{1,2}}),\s(?:\d\d,|(?:an?|who)\s|(?:[\w'\u2019.-]+\s){{0,5}}{_ROLE}\b)"
)
_RUN = re.compile(rf"(?<![\w-]){_NAME}")
_NO_NAME = re.compile(rf"(?:{TITLE}|The|A|An|In|On|At|But|And|Former|Late|Vice|Deputy|Acting|Senior|House|Senate)$")
NO_SURNAME = word_set("""
    Adm Capt Col Gen Gov Lt Maj Rep Sen Sgt
    Airways Capital Chemical Electric Energy Financial Foods Gas Global Holdings Industries Insurance Media Motors Oil
    Partners Pharmaceuticals Resources Solutions Steel Technologies Technology
    Administration Agency Airlines Airport America American Arena Army Association Attorney Authority Avenue Bank
    Bay Beach Board Bridge British Bureau Campaign Canal Cathedral Center Centre Chief China Chinese Church City
    Club College Commission Committee Congress Corp Council Country County Court Day Defence Defense Democrat
    Democrats Department Deputy Director District Division East Embassy Empire English European Federal Foreign
    Forum Foundation French Fund General German Governor Group Healthcare High Highway Hospital Hotel House Inc
    Institute International Island Islands Israeli Journal Justice Lake Leader Library Ltd Magazine Mall Manor
    Medical Memorial Military Minister Ministry Mountain Museum National Navy News North Office Official Olympic
    Organization Palace Park Party Pentagon Police Port Post President Press Prize Professor Project Republican
    Republicans Research River Road Russian School Science Secretary Security Senate Senator Service Services
    Society South Square Stadium State States Station Store Street Studios Summit Supreme Systems Team Television
    Theater Theatre Times Today Tower Town Tribune Trust Tunnel Twitter Union United University Valley Village White
    World
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December
""")
_FIRST_WORD = re.compile(rf"(?<![\w-])(?:{_WORD}|[A-Z]\.)")
_GOES_ON = re.compile(r"[\w-]")
#: A month that is a surname as well: behind a given name, and then neither after 'in' nor before a number.
_MAY = "May"
_BEFORE_MONTH = re.compile(
    r"\b(?:after|and|before|by|during|early|from|in|last|late|mid|next|of|since|this|through|to|until)[\s-]$",
    re.IGNORECASE,
)
_AFTER_MONTH = re.compile(r",?\s\d|\s(?:and|to)\s[A-Z]")
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a person: ``name`` as written out in the article, ``pronoun`` 'he', 'she' or '' (unknown)."""

    start: int
    end: int
    name: str
    pronoun: str


class People:
    """The persons whom an article names with a given name or a title, found again under their surnames.

    >>> people = People("Mayor Ana Ruiz left. Ruiz had fallen ill.")
    >>> [mention.name for mention in people.mentions("Ruiz was 60.")]
    ['Ana Ruiz']
    """

    def __init__(self, text: str) -> None:
        found: Counter[str] = Counter()
        pronouns: dict[str, set[str]] = {}
        for match in filter(_is_titled_person, _TITLED.finditer(text)):
            name = _person(match["name"], known=True)
            found[name] += 1
            if pronoun := pronoun_of(match["title"]):
                pronouns.setdefault(name, set()).add(pronoun)
        for pattern in (_SPEAKING, _DESCRIBED):
            found.update(_person(match["name"], known=True) for match in pattern.finditer(text))
        found.update(_person(match.group(), known=False) for match in _RUN.finditer(text))
        del found[""]
        by_surname: dict[str, list[str]] = {}
        for name in found:
            by_surname.setdefault(name.split()[-1], []).append(name)
        self._known = {*found, *by_surname}
        first: dict[str, int] = {}
        for start, name in self._places(text):
            first.setdefault(name, start)
        self._names: dict[str, tuple[str, str]] = {}
        for surname, names in by_surname.items():
            titled = pronouns.get(surname, set())
            full = [name for name in names if " " in name]
            for name in full:
                self._names[name] = (name, pronoun_of(name.split()[0]) or _only(pronouns.get(name, set())))
            person = _same_person(full, found)
            if (
                person
                and titled <= {self._names[person][1]}
                and min(first.get(name, len(text)) for name in full) <= first.get(surname, len(text))
            ):
                self._names[surname] = self._names[person]
            else:
                self._names[surname] = (surname, _only(titled))

    def mentions(self, text: str) -> Iterator[Mention]:
        """Persons named in a text, in order, by full name or by surname; a surname inside another name is none."""
        for start, name in self._places(text):
            before = text[max(0, start - _LONGEST_WORD) : start].split(" ")[-2:-1]
            if " " in name or not before or not _RUN.fullmatch(before[0]) or _NO_NAME.match(before[0]):
                yield Mention(start, start + len(name), *self._names[name])

    def _places(self, text: str) -> Iterator[tuple[int, str]]:
        end = 0
        for match in _FIRST_WORD.finditer(text):
            if match.start() >= end:
                end = match.end()
                if name := self._longest_name(text, match.start()):
                    end = match.start() + len(name)
                    yield match.start(), name

    def _longest_name(self, text: str, start: int) -> str:
        run = _RUN.match(text, start)
        words = run.group().split(" ") if run else []
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            if name in self._known and not _GOES_ON.match(text, start + len(name)) and not _is_month(text, start, name):
                return name
        return ""


def _is_titled_person(match: re.Match[str]) -> bool:
    return not (match["title"] in _ROYAL and is_given_name(match["name"])) or match["speaks"] is not None


def _only(pronouns: set[str]) -> str:
    """The pronoun, where there is only one."""
    return next(iter(pronouns)) if len(pronouns) == 1 else ""


def _same_person(full_names: list[str], found: Counter[str]) -> str:
    """The commonest of several names that differ only by a middle name, or nothing where they are several persons'."""
    given = {name.split()[0] for name in full_names}
    return max(full_names, key=found.__getitem__) if len(given) == 1 else ""


def _person(run: str, *, known: bool) -> str:
    """The name in a run of capitalised words, or nothing; ``known``: the words around it say that it is a person's."""
    words = run.split()
    given = [index for index, word in enumerate(words) if is_given_name(word)]
    first = given[0] if given else 0
    if first and words[first - 1].endswith("."):
        first -= 1
    words = words[first:]
    if words[0] in words[1:]:
        words = words[: words.index(words[0], 1)]
    if not known and (not given or len(words) < 2):
        return ""
    surnames = set(words[:-1] if words[-1] == _MAY and is_given_name("".join(words[-2:-1])) else words)
    return "" if NO_SURNAME & surnames or _NO_NAME.match(words[0]) else " ".join(words)


def _is_month(text: str, start: int, name: str) -> bool:
    """Whether a name is the month of May rather than the surname."""
    if name != _MAY:
        return False
    before = text[max(0, start - _LONGEST_WORD) : start]
    return bool(_BEFORE_MONTH.search(before) or _AFTER_MONTH.match(text, start + len(name)))
