import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.claims import extract_claims
from claimcheck.records import Article

ARTICLE = """ date 2023-05-04 Norland is closing two of its mines after Monday's landslide. Who will pay?

Advertisment

Mines under review

"We did all we could," Energy Minister Ana Ruiz told reporters on Tuesday, adding that 14 miners had been rescued \
by noon. The ministry said 40 inspectors had visited the site in March, while a second team of 12 experts was sent to \
the coast.
However, the rescue took three days, officials said Friday, underscoring the risks of the trade.

How did Norland respond?

The country plans to hire about 300 engineers, 50 geologists and up to 1,000 guards this year to watch over the mines.

"It's a classic problem," an official said on condition of anonymity.

We should all be grateful for their courage.

This tragedy serves as a reminder of how much remains to be done.

Read more: the valley in pictures

ab/cd (AP, Reuters)

Comments"""


def claims_of(text):
    return [claim.text for claim in extract_claims(Article("a", text))]


def test_an_article_as_it_comes():
    assert claims_of(ARTICLE) == [
        "Norland is closing two of its mines after Monday's landslide.",
        '"We did all we could," Energy Minister Ana Ruiz told reporters on Tuesday.',
        "14 miners had been rescued by noon.",
        "40 inspectors had visited the site in March.",
        "A second team of 12 experts was sent to the coast.",
        "The rescue took three days.",
        "The country plans to hire about 300 engineers this year to watch over the mines.",
        "The country plans to hire 50 geologists this year to watch over the mines.",
        "The country plans to hire up to 1,000 guards this year to watch over the mines.",
    ]


def test_ids_and_quotes_point_into_the_article():
    claims = extract_claims(Article("mine", ARTICLE))
    assert [claim.id for claim in claims][:2] == ["mine-001", "mine-002"]
    for claim in claims:
        assert claim.article == "mine"
        assert ARTICLE[claim.start : claim.end] == claim.quote


def test_claims_of_one_compound_sentence_quote_their_own_part():
    first, second = extract_claims(Article("a", "Ana Ruiz won 60% in May; her rival Bo Lind lost in June."))
    assert (first.quote, second.quote) == ("Ana Ruiz won 60% in May", "her rival Bo Lind lost in June.")


def test_parts_of_a_sentence_whose_words_were_moved_are_not_taken_apart_again():
    text = "Four men were killed and 12 hurt in the Oster Mill, which was sold in May, when a dam broke near Lornby."
    assert [(claim.text, claim.quote) for claim in extract_claims(Article("a", text))] == [
        (
            "Four men were killed in the Oster Mill, which was sold in May.",
            "Four men were killed and 12 hurt in the Oster Mill, which was sold in May",
        ),
        (
            "12 people were hurt in the Oster Mill, which was sold in May.",
            "12 hurt in the Oster Mill, which was sold in May",
        ),
        ("A dam broke near Lornby.", "a dam broke near Lornby."),
    ]


def test_a_quotation_that_runs_over_sentences_gives_no_fragments():
    text = '"The dam was old. The town knew it for years.\n\nThe dam broke on Monday.'
    assert claims_of(text) == ["The dam broke on Monday."]


def test_a_quotation_without_a_speaker_takes_the_one_before_it_in_its_paragraph():
    text = '"It broke," Ana Ruiz told reporters. "Some 40 men left in May."'
    assert claims_of(text)[-1] == 'Ana Ruiz said: "Some 40 men left in May."'


@pytest.mark.parametrize("text", ['"It broke," she said. "{}"', '"It broke," Ana Ruiz said.\n\n"{}"', '"{}"'])
def test_a_quotation_whose_speaker_has_no_name_is_no_claim(text):
    assert not any("40 men" in claim for claim in claims_of(text.format("Some 40 men left in May.")))


def test_an_announcement_of_what_follows_is_no_claim():
    assert claims_of("Ana Ruiz described the dam in May:") == []


def test_captions_give_no_claims():
    text = "A man rows to the dam in Oster on May 5, 2035. Ana Ruiz/Reuters, FILE\n\nThe dam broke on Monday."
    assert claims_of(text) == ["The dam broke on Monday."]


def test_nul_characters_stay_out_of_the_claim():
    assert claims_of("\0 Police said\0 9 people were killed.") == ["9 people were killed."]


def test_a_statement_made_twice_is_one_claim():
    assert claims_of("The dam broke on Monday.\n\nThe dam broke on Monday.") == ["The dam broke on Monday."]


def test_lines_without_full_stops_are_read_when_the_article_has_no_others():
    assert claims_of("Norland asked 12 countries for help") == ["Norland asked 12 countries for help"]


def test_blanks_around_a_heading_leave_it_a_line_of_its_own():
    assert claims_of("\xa0The dam of 2031 \t\r\nThe dam broke in 2034.") == ["The dam broke in 2034."]


@pytest.mark.parametrize("text", ["", " \n\t", "Advertisement", "Who knows? Why not?", "Heading\n\nAnother heading."])
def test_nothing_to_claim(text):
    assert claims_of(text) == []


@pytest.mark.parametrize(("run", "told_as"), [(" " * 20_000, " "), ("\t" * 20_000, " "), ("." * 3_000, "." * 3_000)])
def test_a_run_of_blanks_or_dots_inside_a_sentence(run, told_as):
    assert claims_of(f"The dam in Lornby{run}broke on Monday.") == [f"The dam in Lornby{told_as}broke on Monday."]


WORDS = [
    "\x00", "about", "Police", "said", "that", "He", "The country", "5 men", ", which", ", while", ", and", "were",
    "killed", "in", "France", "Ana Ruiz", ".", ". ", "\n", '"', "“", "”", "(", ")", ", officials said", ";", "😀",
    "שלום", "20,000", "sent", "the Games", ", adding that ", "However, ", "According to", ",", "-", "\t",
    "for the town has",
]  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
def test_any_text_gives_exact_quotes_and_unique_ids(text):
    claims = extract_claims(Article("a", text))
    assert len({claim.id for claim in claims}) == len(claims)
    for claim in claims:
        assert text[claim.start : claim.end] == claim.quote != ""
        assert claim.text.strip() == claim.text != ""


@pytest.mark.parametrize(
    "text",
    ["word " * 200_000, '" ' * 20_000, "5 men and 3 women, " * 5_000, "A went, while B came, " * 5_000, "(" * 50_000],
)
def test_very_long_text(text):
    extract_claims(Article("a", text))


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Police say two men fled on Monday.", ["Two men fled on Monday."]),
        ("Two men fled on Monday, police say.", ["Two men fled on Monday."]),
        ("The vote comes as Norland faces a strike in May.", ["Norland faces a strike in May."]),
        ("Bo Lind will speak to Ana Ruiz by phone on Monday.", ["Bo Lind will speak to Ana Ruiz by phone on Monday."]),
        ("According to AFP, citing two aides, Norland bought 12 jets.", ["Norland bought 12 jets."]),
        ("The dam killed 30 people, the minister said, adding that it was old.", ["The dam killed 30 people."]),
        (
            "The dam broke in May, said Bo Lind, who was the mayor of Oster.",
            ["The dam broke in May.", "Bo Lind was the mayor of Oster."],
        ),
        (
            "A flood struck the dam, killing 30 people and injuring 12, officials said.",
            ["A flood struck the dam.", "A flood killed 30 people.", "A flood injured 12."],
        ),
        (
            "Ana Ruiz opened the dam in May and was fired in June.",
            ["Ana Ruiz opened the dam in May and was fired in June."],
        ),
        (
            "Ana Ruiz opened the Oster dam and sold 12 mills to Norland.",
            ["Ana Ruiz opened the Oster dam.", "Ana Ruiz sold 12 mills to Norland."],
        ),
    ],
)
def test_who_says_it_and_what_it_comes_with(text, claims):
    assert [claim.text for claim in extract_claims(Article("a", text))] == claims


@pytest.mark.parametrize(
    "text",
    [
        "Bo Lind won Oster by eight points, giving him 18 votes.",
        "A hotel collapsed in Oster on Monday, killing three workers.",
        "Ana Ruiz spent a year in the hospital after the shooting and has had 12 surgeries.",
        "The Senate rejected the plan until after Ana Ruiz had left Oster.",
        "Police found two pistols and 50 rounds of ammunition in his car.",
        "The chamber has 51 Liberals and 49 senators who vote with the Greens.",
        "After several failed tests in 2016, Norland built and launched two missiles.",
    ],
)
def test_what_would_change_its_meaning_stays_whole(text):
    assert [claim.text for claim in extract_claims(Article("a", text))] == [text]
