from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.evidence import EvidenceIndex

ARTICLE = (
    "The regatta at Pellworth drew sailors from nine countries. Organisers had planned for rain and mud. "
    "A crew of 14 from the harbour school won the longest race by two minutes. The mayor handed over the cup. "
    "Food stalls sold out before noon, and several visitors complained about the queues. "
    "Next year the race will move to a wider part of the bay, the club announced in its bulletin. "
    "Parking will cost four crowns a day, half of what it cost before the works on the quay began."
)


def test_short_text_is_read_whole() -> None:
    text = "One sentence. And another one."
    assert EvidenceIndex(text).window("another").text == text


def test_relevant_sentences_are_found_and_kept_in_order() -> None:
    window = EvidenceIndex(ARTICLE).window("Fourteen pupils of the harbour school won the race, said the mayor.")
    assert "A crew of 14 from the harbour school won" in window.sentences[0].text
    places = [ARTICLE.index(sentence.text) for sentence in window.sentences]
    assert window.text == " ".join(ARTICLE[place:].split(". ")[0].rstrip(".") + "." for place in sorted(places))


def test_thousands_separators_do_not_hide_a_number() -> None:
    filler = "Nothing else of note was said about the plan at the long meeting. " * 8
    window = EvidenceIndex(f"{filler}They sent 2,185 officers. {filler}").window("A total of 2185 went")
    assert window.sentences[0].text == "They sent 2,185 officers."


def test_endless_sentence_is_cut_at_white_space() -> None:
    text = "word " * 5000
    index = EvidenceIndex(text)
    assert all(len(sentence.text) <= 400 for sentence in index.sentences)
    assert "".join(sentence.text for sentence in index.sentences).count("word") == 5000


@pytest.mark.parametrize("text", [ARTICLE, ARTICLE[:600], "word " * 100, "9" * 650])
def test_windows_go_on_to_one_short_piece(text: str) -> None:
    claim = "A crew of 14 won the race."
    index = EvidenceIndex(text)
    first, *_, last = index.windows(claim)
    assert first == index.window(claim)
    assert last.selected
    (piece,) = last.sentences
    assert last.text == piece.text == text[piece.start : piece.end]
    assert len(piece.text) <= 100


def test_lines_of_the_page_are_no_evidence() -> None:
    page = f"Lornby Courier, Monday 5 March 2035.\n\nLORNBY (AP) - {ARTICLE}\n\nRead more: the regatta in pictures"
    index = EvidenceIndex(page)
    assert index.sentences[0].text == "The regatta at Pellworth drew sailors from nine countries."
    assert not any("pictures" in sentence.text for sentence in index.sentences)
    assert [one.text for one in EvidenceIndex("Read more: the flood").sentences] == ["Read more: the flood"]


def test_each_sentence_holds_at_most_what_the_window_does() -> None:
    window = EvidenceIndex(ARTICLE).window("The mayor handed the cup to the harbour school.")
    assert len(window.held) == len(window.sentences)
    assert 0 < max(window.held) <= window.coverage <= 1


@given(st.text(max_size=1500), st.text(max_size=60))
def test_offsets_are_exact(text: str, claim: str) -> None:
    index = EvidenceIndex(text)
    for sentence in index.window(claim).sentences:
        assert text[sentence.start : sentence.end] == sentence.text
    assert sorted(index.rank(claim)) == list(range(len(index.sentences)))


def test_of_sentences_that_hold_the_claim_the_one_about_nothing_else_is_more_relevant() -> None:
    text = "The mayor, who walks his dogs by the river and sings old songs, resigned. The mayor resigned. It snowed."
    assert EvidenceIndex(text).rank("The mayor resigned.")[0] == 1
