import pytest

from claimcheck.claims import extract_claims
from claimcheck.claims.people import People
from claimcheck.claims.pronouns import resolve_country, resolve_pronoun
from claimcheck.records import Article

ARTICLE = (
    "Mayor Ana Ruiz met Bo Lind, a farmer, and Judge Eve Hill. Peter Holm said no. Mr. Kern left. "
    "Former Senator Carl Moss and his wife, Anna Moss, stayed."
)
PEOPLE = People(ARTICLE)


@pytest.mark.parametrize(
    ("text", "previous", "expected"),
    [
        ("He left on Monday.", "Bo Lind, a farmer, sold the dam.", "Bo Lind left on Monday."),
        ("He left on Monday.", "Lind sold the dam.", "Bo Lind left on Monday."),
        ("Her deputy left.", "Mayor Ana Ruiz sold the dam.", "Ana Ruiz's deputy left."),
        ("In May, she left.", "On Monday, Ruiz sold the dam.", "In May, Ana Ruiz left."),
        ("Two days later, she left.", "Ruiz has sold the dam.", "Two days later, Ana Ruiz left."),
        ('"It broke," she said.', '"It held," Ruiz said.', '"It broke," Ana Ruiz said.'),
        ('"It broke," she said.', '"It held," said Ruiz.', '"It broke," Ana Ruiz said.'),
        ("She left.", "The dam broke, Mayor Ana Ruiz said.", "Ana Ruiz left."),
        ("She left.", "After the flood, Ruiz praised Holm.", "Ana Ruiz left."),
        ("He also left.", "Holm met Lind.", "Peter Holm also left."),
        ("He left.", "Holm's mother met Mr. Kern.", "He left."),
        ("He left.", "Holm met his wife on Monday.", "Peter Holm left."),
        ("He left.", "Holm, a father of two, visited France on Monday.", "Peter Holm left."),
        ("He left.", "Holm was a king.", "Peter Holm left."),
        ("He has left.", "Kern sold the dam.", "Kern has left."),
        ("He's been a farmer for years.", "Lind was born in Norland.", "Bo Lind has been a farmer for years."),
        ("She's leaving in May.", "Ruiz was tired.", "Ana Ruiz is leaving in May."),
        ("It said the dam held.", "The Water Ministry opened the gates.", "The Water Ministry said the dam held."),
        ("Its director left.", "Norland Steel closed two mines.", "Norland Steel's director left."),
    ],
)
def test_resolved(text, previous, expected):
    assert resolve_pronoun(text, previous, PEOPLE) == expected


@pytest.mark.parametrize(
    ("text", "previous"),
    [
        ("He left.", "Holm met Lind."),
        ("She left.", "Holm sold the dam."),
        ("She left.", "The dam broke."),
        ("She left.", "Friends of Ana Ruiz sold the dam."),
        ("She left.", "The Ruiz campaign has ended."),
        ("She left.", "Ruiz and Hill have met."),
        ("She left.", "Ruiz, Eve Hill and others have met."),
        ("He said Lind had left.", "Lind sold the dam."),
        ("He left.", "The council praised Peter Holm."),
        ("After Holm fell, he left.", "Lind sold the dam."),
        ("It broke in May.", "The Water Ministry built the dam."),
        ("It was a long night.", "Norland Steel closed two mines."),
        ("Here is the dam.", "Mayor Ana Ruiz sold it."),
        ("He denied taking 40 euros.", "Peter Holm accused Bo Lind of theft."),
        ("She left.", "Ruiz met Betty White."),
        ("He left.", "Holm joined Tarn on Monday."),
        ("He left.", "Holm fought the old king on Monday."),
        ("She left.", "Ruiz met his wife on Monday."),
    ],
)
def test_left_alone(text, previous):
    assert resolve_pronoun(text, previous, PEOPLE) == text


def test_a_surname_that_two_persons_bear_stays_as_it_is():
    assert resolve_pronoun("He left.", "Moss sold the dam.", PEOPLE) == "Moss left."


@pytest.mark.parametrize(
    ("text", "previous", "expected"),
    [
        ("The country plans more.", "How will France pay?", "France plans more."),
        ("The country's army left.", "French troops left.", "France's army left."),
        ("The country plans more.", "US troops and American guards left.", "The United States plans more."),
        ("The country plans more.", "France met Poland.", "The country plans more."),
        ("The country also plans more.", "How will France pay?", "France also plans more."),
        ("The country music hall closed.", "How will France pay?", "The country music hall closed."),
    ],
)
def test_countries(text, previous, expected):
    assert resolve_country(text, previous) == expected


def test_chains_pass_over_headings_questions_and_quotations():
    text = (
        "Mayor Ana Ruiz opened the bridge in 2031.\n\nA long wait\n\nShe had promised it in 2029. Who paid for it? "
        'She told the council: "The state paid. It paid for all of it." In May, she thanked 300 workers.'
    )
    claims = [claim.text for claim in extract_claims(Article("a", text))]
    assert "Ana Ruiz had promised it in 2029." in claims
    assert "In May, Ana Ruiz thanked 300 workers." in claims


def test_what_an_open_quotation_says_is_left_alone():
    text = 'Peter Holm said: "The dam cost 40 lives. He lost 3 sons there.'
    assert [claim.text for claim in extract_claims(Article("a", text))][-1] == "He lost 3 sons there."
