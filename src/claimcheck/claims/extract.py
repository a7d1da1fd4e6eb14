"""An article's claims: the pipeline of the rules in this package."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.claims.attribution import without_attribution, without_speaker_behind
from claimcheck.claims.checkworthy import is_checkworthy
from claimcheck.claims.clauses import split_clauses
from claimcheck.claims.columns import is_column, reports_a_fact
from claimcheck.claims.draft import Draft
from claimcheck.claims.enumerations import split_enumeration
from claimcheck.claims.framing import without_frame
from claimcheck.claims.leaning import leans_beyond_pronoun
from claimcheck.claims.people import People
from claimcheck.claims.pronouns import resolve_country, resolve_pronoun
from claimcheck.claims.relatives import relative_clauses
from claimcheck.claims.speakers import is_bare_quotation, with_speaker
from claimcheck.claims.tails import result, subordinate
from claimcheck.claims.tolls import tolls
from claimcheck.claims.trimming import trimmed
from claimcheck.records import Article, Claim, Sentence
from claimcheck.text import split_sentences
from claimcheck.text.boilerplate import (
    ends_a_sentence,
    is_boilerplate,
    is_heading,
    opening_length,
    without_credit,
    without_inserts,
)
from claimcheck.text.quotation import leaves_quotation_open

#: Characters. What is longer is no sentence that the rules could take apart: it is kept as it stands.
_LONGEST_SENTENCE = 1500
_BLANKS = (" ", "\t", "\xa0")
_LINE_ENDS = ("", "\n", "\r")


def extract_claims(article: Article) -> list[Claim]:
    r"""The checkable statements of an article, in order, each made to stand alone.

    ``claim.text`` is what gets checked: without attribution, boilerplate and linking words, with safe pronouns
    resolved and enumerations taken apart. ``claim.quote`` is the passage that says it, verbatim, so that
    ``article.text[claim.start:claim.end] == claim.quote``; several claims may share a passage.

    >>> article = Article("a", "Flood news\n\nThe Elbe rose by 2 metres, officials said. What next?")
    >>> [(claim.id, claim.text) for claim in extract_claims(article)]
    [('a-001', 'The Elbe rose by 2 metres.')]
    """
    claims: list[Claim] = []
    seen: set[str] = set()
    for statement in _statements(article.text):
        key = statement.text.casefold()
        if key not in seen:
            seen.add(key)
            quote = article.text[statement.start : statement.end]
            name = f"{article.id}-{len(claims) + 1:03d}"
            claims.append(Claim(name, statement.text, article.id, quote, statement.start, statement.end))
    return claims


def _statements(text: str) -> Iterator[Draft]:
    sentences = [sentence for sentence in split_sentences(without_inserts(text)) if not is_boilerplate(sentence.text)]
    has_headings = any(ends_a_sentence(sentence.text) for sentence in sentences)
    reader, quoted, end = _Reader(People(text), is_column([sentence.text for sentence in sentences])), False, 0
    for sentence in sentences:
        goes_on = not text[end : sentence.start].strip(" ")
        quoted = quoted and goes_on
        if has_headings and _is_own_line(text, sentence) and is_heading(sentence.text):
            reader.pass_over(sentence)
        else:
            yield from reader.read(sentence, quoted, goes_on)
        quoted, end = leaves_quotation_open(sentence.text, quoted), sentence.end


class _Reader:
    """Reads the sentences of an article in order and remembers what a pronoun in the next one may mean."""

    def __init__(self, people: People, in_column: bool) -> None:
        self._people = people
        self._in_column = in_column
        self._previous = ""
        self._statement = ""

    def pass_over(self, heading: Sentence) -> None:
        self._previous = heading.text

    def read(self, sentence: Sentence, quoted: bool, goes_on: bool) -> Iterator[Draft]:
        """The claims of a sentence. ``quoted``: it begins inside a quotation; ``goes_on``: another stands before it."""
        whole = Draft(sentence.text, sentence.start, sentence.end)
        whole = whole.part(opening_length(whole.text), len(without_credit(whole.text)))
        if len(whole.text) > _LONGEST_SENTENCE:
            self._previous = self._statement = ""
            if is_checkworthy(whole.text, quoted):
                yield Draft(" ".join(whole.text.split()), whole.start, whole.end)
            return
        for clause in split_clauses(whole):
            for draft in _with_parts_apart(clause):
                text = without_attribution(trimmed(" ".join(draft.text.replace("\0", " ").split())))
                text = trimmed(without_frame(self._resolved(text, quoted)))
                if is_bare_quotation(text):
                    text = with_speaker(text, self._previous) if goes_on and is_checkworthy(text, quoted) else ""
                if is_checkworthy(text, quoted) and not leans_beyond_pronoun(text) and self._is_reported(text):
                    for statement in split_enumeration(text):
                        yield Draft(statement, draft.start, draft.end)
            self._remember(clause.text, quoted)

    def _is_reported(self, text: str) -> bool:
        return not self._in_column or reports_a_fact(text)

    def _resolved(self, text: str, quoted: bool) -> str:
        text = resolve_country(text, self._previous)
        return text if quoted else resolve_pronoun(text, self._statement, self._people)

    def _remember(self, clause: str, quoted: bool) -> None:
        """A question or the middle of a quotation does not change whom the article is about."""
        if not (quoted or clause.endswith("?")):
            self._statement = self._resolved(trimmed(" ".join(clause.split())), quoted)
        self._previous = clause


def _with_parts_apart(clause: Draft) -> list[Draft]:
    """The clause, or apart: its counts, its closing ', killing 12' or ', after ...', what it tells in passing."""
    stated = without_speaker_behind(clause)
    parts = [
        own
        for part in tolls(stated) or subordinate(stated) or result(stated) or (stated,)
        for own in (relative_clauses(part) if part.is_verbatim else (part,))
    ]
    if stated is not clause:
        parts += [own for own in relative_clauses(clause)[1:] if own.start >= stated.end]
    return parts if len(parts) > 1 else [clause]


def _is_own_line(text: str, sentence: Sentence) -> bool:
    """Whether only blanks lie between a sentence and the line breaks, or the ends of the text, around it."""
    start, end = sentence.start, sentence.end
    while text[start - 1 : start] in _BLANKS:
        start -= 1
    while text[end : end + 1] in _BLANKS:
        end += 1
    return text[start - 1 : start] in _LINE_ENDS and text[end : end + 1] in _LINE_ENDS
