"""What the rules know about English: verbs, subjects, words."""

from __future__ import annotations

import re
from itertools import islice

from claimcheck.text.words import word_set

AUXILIARIES = word_set("""
    is are was were am be been has have had will would can could may might must shall should do does did isn't aren't
    wasn't weren't hasn't haven't hadn't won't wouldn't can't cannot couldn't doesn't don't didn't
""")
_PAST = word_set("""
    arose ate became began beat bent bet bit blew bore bought bound broke brought built burst came caught chose
    clung cost crept cut dealt died drew drove dug fell fled flew forbade forgot fought found froze gave got grew
    heard held hid hit hurt kept knew laid led left lent lost made meant met paid put quit ran rang read rode rose
    sang sank sat saw sent set shook shot shut slept slid sold sought spent split spoke spread sprang stole stood
    struck stuck swam swept swore swung taught thought threw told took tore underwent understood undertook went wept
    withdrew woke won wore wrote said
""")
_PRESENT = word_set("""
    says plans faces remains runs includes expects hopes wants needs shows seems appears stands comes goes makes takes
    begins starts ends means holds leads gives keeps calls covers costs owns lives works serves represents requires
    contains consists belongs
""")
_NO_PAST = word_set("""
    need speed feed breed seed weed deed indeed exceed proceed succeed bleed hundred united red bed wed shed led sacred
    naked wicked armed limited unprecedented so-called estimated alleged suspected proposed
""")

_DETERMINERS = word_set("the a an its his her their our my your this these those some any no every each")
#: Words that make the clause they open depend on another.
SUBORDINATORS = word_set("""
    after although as because before despite even if once since so than that though unless until when whenever where
    whereas wherever whether which while who whom whose with without
""")
SUBJECT_PRONOUNS = word_set("he she it they we i you who")
PRONOUNS = word_set("he she it they we i you his her its their our my this that these those there")

_NAME_WITHIN = re.compile(r"(?<=[\w,;:]\s)(?!I\b)[A-Z][\w.]|[A-Z]{2,}")
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """The words of a text, numbers among them, as written."""
    return _WORD.findall(text)


def word_start(text: str, index: int) -> int:
    """Where the word with this index starts."""
    return next(islice(_WORD.finditer(text), index, None)).start()


def names_something(text: str) -> bool:
    """Whether a text holds a capitalised word that is not just its first.

    >>> names_something("The mayor met Bo Lind."), names_something("The mayor left, and I stayed.")
    (True, False)
    """
    return _NAME_WITHIN.search(text) is not None


def is_auxiliary(word: str) -> bool:
    """Whether a word is an auxiliary verb or a form of 'to be'; 'May' is the month."""
    return word != "May" and word.lower().replace("\u2019", "'") in AUXILIARIES


def is_past(word: str) -> bool:
    """Whether a word can be a verb in the past tense."""
    lower = word.lower()
    return word == lower and (lower in _PAST or (lower.endswith("ed") and len(lower) > 3 and lower not in _NO_PAST))


def is_finite(word: str) -> bool:
    """Whether a word can be the finite verb of a clause; plain present forms are known only where they are common."""
    return is_auxiliary(word) or is_past(word) or word in _PRESENT


def first_finite(words: list[str]) -> int | None:
    """Index of the first finite verb; after 'the' or 'its' stands none ('the revised plan').

    >>> first_finite("The revised plan of the damaged town failed".split())
    7
    """
    return next(
        (
            index
            for index, word in enumerate(words)
            if is_finite(word) and (is_auxiliary(word) or not index or words[index - 1].lower() not in _DETERMINERS)
        ),
        None,
    )


def capitalised(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def closed(text: str) -> str:
    """The text as a sentence: with a full stop, and without the comma that joined it to what followed."""
    text = text.rstrip(" ,;\u2013\u2014")
    if text[-2:] in (',"', ",\u201d"):
        return f"{text[:-2]}.{text[-1]}"
    return text if text.rstrip('"\u201d').endswith((".", "!", "?")) else f"{text}."
