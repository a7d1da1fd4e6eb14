import pytest

from claimcheck.claims.attribution import without_attribution
from claimcheck.claims.checkworthy import is_checkworthy
from claimcheck.claims.countries import countries_in
from claimcheck.claims.enumerations import split_enumeration
from claimcheck.claims.pronouns import resolve_pronoun
from claimcheck.claims.trimming import trimmed
from claimcheck.text.boilerplate import is_boilerplate, is_heading, opening_length, without_credit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam broke at noon, the official added.", "The dam broke at noon."),
        ("The dam broke at noon, Mayor Ana Ruiz said on Monday.", "The dam broke at noon."),
        ("The dam broke at noon, said Ana Ruiz.", "The dam broke at noon."),
        ("The dam broke at noon, according to government figures.", "The dam broke at noon."),
        ("According to the army, the dam broke at noon.", "The dam broke at noon."),
        ("The dam broke, according to the agency, the Dam Times.", "The dam broke."),
        ("The dam broke, officials said Thursday, after days of rain.", "The dam broke, after days of rain."),
        ("Nine men drowned, the hospital in Lornby told the Courier.", "Nine men drowned."),
        ("The dam was safe, said Dr Eva Lind, the engineer, who leads the inquiry.", "The dam was safe."),
        ("Two bids failed, according to the mayor, who named neither.", "Two bids failed."),
        ("Norland's Interior Ministry said Friday that 9 dams were at risk.", "9 dams were at risk."),
        ("An official in the ministry said separately that Norland had asked 7 towns.", "Norland had asked 7 towns."),
    ],
)
def test_attribution_goes(text, expected):
    assert without_attribution(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz told reporters on Monday that the dam had broken.",
        '"The dam is safe," an engineer said.',
        "Officials denied that the dam had broken.",
        "Police said they had arrested five men.",
        "Her lawyer, Bo Lind, said that the dam was sold by the town.",
        "Though authorities said the dam was safe, people fled.",
        "The comments mark the first time a top official said the dam is lost.",
        'Asked about the dam, Ruiz said, "It was sold."',
    ],
)
def test_attribution_that_is_the_fact_stays(text):
    assert without_attribution(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Advertisment", "Comments", "Read more: a day at the dam", "ab/cd (AP, Reuters)", "By Ana Ruiz",
        "© 2021 The Dam",
        "Oster Courier, Monday 5 March 2035.", "Ana Ruiz speaks in Lornby on March 5, 2035.", "FILE - The dam at dusk.",
        "The dam is seen from the air, June 3, 2034.", "Also see: the valley in pictures.",
        "Photo: Ana Ruiz/Getty Images", "Sign up for our newsletter.", "Bo Lind contributed to this report.",
    ],
)  # fmt: skip
def test_boilerplate(text):
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "By then the river had risen.",
        "Comments by the mayor angered many.",
        "He drew a picture.",
        "On 5 March 2035 Ana Ruiz left.",
        "Fans are to gather in Lornby on 5 March 2035.",
        "The dam broke in June 2034.",
    ],
)
def test_no_boilerplate(text):
    assert not is_boilerplate(text)


@pytest.mark.parametrize(
    "opening",
    ["date 2024-03-29 ", "2024-03-29 ", "LYON (Reuters) - ", "NEW YORK, March 5 (AP) — ", "(CNN) ", "UPDATE: "],
)
def test_opening(opening):
    assert opening_length(opening + "The dam broke.") == len(opening)


def test_no_opening_in_a_plain_sentence():
    assert opening_length("NATO said the dam broke.") == 0


def test_credit_and_heading():
    assert without_credit("The dam broke. (AP Photo)") == "The dam broke."
    assert is_heading("Closing remarks")
    assert not is_heading('"It broke."')


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke at noon.",
        "Organisers are preparing the opening.",
        "Unemployment is at 4%.",
        '"We lost it all," farmer Bo Lind said.',
        "Mayor Ana Ruiz promised that the town would pay.",
        "The musical Let It Be returned to the Savoy stage.",
        "Ana Ruiz is the author of Consider the Dam.",
    ],
)
def test_checkworthy(text):
    assert is_checkworthy(text)


@pytest.mark.parametrize(
    "text",
    [
        "Who will pay for the dam?",
        "We should all be proud of it.",
        "I think this is a great day.",
        "An unprecedented display of courage.",
        "This effort underscores the spirit of unity.",
        '"It is a shame," an official said.',
        '"It is a shame for all," a French general said on Monday.',
        "The ministry declined to comment.",
        "Let us all remember that day.",
        'The mayor replied: "Please remember that day."',
        '"I know the valley. Look at the dam," Ana Ruiz said.',
        "So have most of the villages.",
        "None of that was known in 2031.",
        '"The dam broke in Norland.',
        "It broke.",
    ],
)
def test_not_checkworthy(text):
    assert not is_checkworthy(text)


def test_inside_a_quotation_only_figures_are_checkworthy():
    assert not is_checkworthy("The dam broke at dawn.", quoted=True)
    assert is_checkworthy("The dam cost 40 lives.", quoted=True)


@pytest.mark.parametrize(
    "text",
    [
        "Between 3 men and 5 women fled.",
        "He is 2 years and 3 months old.",
        "The dam cost $5 million and 3 lives.",
        "The 5 men left and 3 women stayed.",
        "It left 5 men dead and 3 women hurt.",
        "It met 5 men in Lyon and 3 women in Rome.",
        "A total of 5 men and 3 women fled.",
        "The mine takes in 30 trainees and 5 masters a year.",
        "The mine has 11 shafts and 20 more than in 2030.",
        "The police held 30 men and hurt eight of them.",
    ],
)
def test_no_enumeration(text):
    assert split_enumeration(text) == [text]


def test_each_day_belongs_to_every_item():
    assert split_enumeration("The city needs 40 guards and about 15 medics each day in May.") == [
        "The city needs 40 guards each day in May.",
        "The city needs about 15 medics each day in May.",
    ]


def test_enumeration_in_the_subject():
    assert split_enumeration("Nearly 40 dogs, 12 cats and 3 goats were saved.") == [
        "Nearly 40 dogs were saved.",
        "12 cats were saved.",
        "3 goats were saved.",
    ]


@pytest.mark.parametrize(
    ("text", "previous", "expected"),
    [
        ("He left on Monday.", "Bo Lind, a farmer, sold the dam.", "Bo Lind left on Monday."),
        ("Her deputy left.", "Mayor Ana Ruiz sold the dam.", "Ana Ruiz's deputy left."),
        ("The country plans more.", "How will France pay?", "France plans more."),
        ("The country's army left.", "French troops left.", "France's army left."),
        ("The country plans more.", "France met Poland.", "The country plans more."),
        ("She left.", "Mayor Ana Ruiz met Bo Lind at noon.", "She left."),
        ("She left.", "The dam broke.", "She left."),
        ("Here is the dam.", "Mayor Ana Ruiz sold it.", "Here is the dam."),
    ],
)
def test_pronouns(text, previous, expected):
    assert resolve_pronoun(text, previous) == expected


def test_countries_by_name_and_adjective():
    assert countries_in("South Korean and U.S. troops met in Niger, not in Nigeria.") == {
        "South Korea",
        "the United States",
        "Niger",
        "Nigeria",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("However, the dam broke.", "The dam broke."),
        ("But the dam broke.", "The dam broke."),
        ("The dam, however, broke.", "The dam broke."),
        ("Another 40 dams broke.", "40 dams broke."),
        ("The dam broke, highlighting the need for repairs.", "The dam broke."),
        ("The dam broke, marking a loss of 5 million dollars.", "The dam broke, marking a loss of 5 million dollars."),
        ("Sorties were flown.", "Sorties were flown."),
    ],
)
def test_trimmed(text, expected):
    assert trimmed(text) == expected
