import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.text import split_sentences

ODD_CHARACTERS = "a B.!?\"'“”\n\r\t\x00\x85\u2028\u200f😀éשם،؟0123,;-—()"


def texts(text):
    return [sentence.text for sentence in split_sentences(text)]


def test_abbreviations_decimals_and_initials_do_not_end_a_sentence():
    assert texts("Dr. Ana J. Ruiz paid $1.5 million. The U.S. Senate agreed.") == [
        "Dr. Ana J. Ruiz paid $1.5 million.",
        "The U.S. Senate agreed.",
    ]


def test_heading_on_its_own_line_is_its_own_segment():
    assert texts("Night of the flood\nThe river rose. Bridges closed.\n\nWhat is next") == [
        "Night of the flood",
        "The river rose.",
        "Bridges closed.",
        "What is next",
    ]


def test_paragraph_wrapped_at_a_fixed_width_is_read_as_one():
    wrapped = "The council has asked all its\nneighbours to send pumps to the\nOld Town before dawn. They\nagreed."
    assert texts(wrapped) == [
        "The council has asked all its\nneighbours to send pumps to the\nOld Town before dawn.",
        "They\nagreed.",
    ]


def test_time_zone_stays_with_the_time():
    assert (
        texts("Polls close at 8 p.m. ET in the north. Results follow.")[0] == "Polls close at 8 p.m. ET in the north."
    )


def test_initials_of_a_state_do_not_end_a_sentence():
    assert texts("Bo Lind, D-N.Y., who leads the panel, left.") == ["Bo Lind, D-N.Y., who leads the panel, left."]


@pytest.mark.parametrize(
    "text",
    [
        "The club met, Sens. Bo Lind, R-Ky.; Ana Ruiz, D-Mass.; and Eve Hill, R-Wis., said on Monday.",
        "The bill is dead, Sen. Bo Lind, R-Ky. said.",
        '"It is dead," said Sen. Bo Lind, R-S.C.',
        "[Sic] Ms. Ruiz left.",
        "He rang at 2 a.m. Tuesday for help.",
        "He rang at 2 a.m. on Tuesday for help.",
        "Some “broke \u2018the rule.\u2019” Ruiz said.",
        "Many pushed then-Sen. Al Lind out.",
        '"Will it hold?" Ana Ruiz asked.',
        "“Will it hold?” Mayor Ruiz asked in a letter.",
    ],
)
def test_what_goes_on_stays_one_sentence(text):
    assert texts(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ("(The dam had been closed since May.)", "Bo Lind built it."),
        ('"Will it hold?"', "Nobody in Oster knew."),
        ("The dam broke.", "https://oster.example/dam"),
        ("Rents rose by 2% in May.", "Increases in prices did it."),
        ("Some “broke \u2018the rule.\u2019”", "Ruiz and others left."),
        ("He rang at 2 a.m.", "The dam broke."),
        ('"The dam broke,\u201d Ruiz said.', '\u201cThe bridge held," Lind said.'),
    ],
)
def test_two_sentences(parts):
    assert texts(" ".join(parts)) == list(parts)


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\x00"[:0]])
def test_nothing_in_nothing_out(text):
    assert split_sentences(text) == []


@given(st.one_of(st.text(max_size=300), st.text(alphabet=ODD_CHARACTERS, max_size=300)))
def test_offsets_are_exact_ordered_and_lose_no_word(text):
    sentences = split_sentences(text)
    end = 0
    for sentence in sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert text[end : sentence.start].strip() == ""
        end = sentence.end
    assert text[end:].strip() == ""


@pytest.mark.parametrize("text", ["word " * 200_000, "A fact. " * 50_000, '"' * 100_000, "line\n" * 50_000])
def test_very_long_text(text):
    assert split_sentences(text)
