import pytest

from claimcheck.claims.attribution import without_attribution
from claimcheck.claims.checkworthy import is_checkworthy
from claimcheck.claims.countries import countries_in
from claimcheck.claims.enumerations import split_enumeration
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
        ("The dam broke at noon, the army said in its statement.", "The dam broke at noon."),
        ("The dam broke, Mayor Ana Ruiz said during a late Sunday news conference.", "The dam broke."),
        ("The dam broke, reports Oster Radio correspondent Ana Ruiz.", "The dam broke."),
        ("The dam broke, Oster Radio reported, citing an engineer.", "The dam broke."),
        ("The dam broke, Ana Ruiz, head of the Dam Fund, said on Monday.", "The dam broke."),
        ("As the Courier's Ana Ruiz reports, the dam broke.", "The dam broke."),
        ("A source close to the mayor told Reuters that the dam had broken.", "The dam had broken."),
        (
            "An engineer familiar with the dam and an aide said it broke, a source familiar with the dam said.",
            "An engineer familiar with the dam and an aide said it broke.",
        ),
        ("The ministry said afterward that the dam had broken.", "The dam had broken."),
        ("Politico reported Tuesday that the dam had broken.", "The dam had broken."),
        ("About 40 men fled, an official told Oster Radio.", "About 40 men fled."),
        ("The mayor, one official said, tried to flee.", "The mayor tried to flee."),
        (
            "The dam will cost 9 million, an aide told the Courier, and will be built in May.",
            "The dam will cost 9 million, and will be built in May.",
        ),
        ("The dam lost 40 stones, according to Dr. Eva Lind, director of the fund.", "The dam lost 40 stones."),
        ("An official in the ministry said separately that Norland had asked 7 towns.", "Norland had asked 7 towns."),
        ("Officials said earlier this month that the dam had broken.", "The dam had broken."),
        ("The dam broke, officials said last week.", "The dam broke."),
        ("Officials said last month 40 men were killed.", "Last month 40 men were killed."),
        ("The dam broke, the mediator, Oster's Ana Ruiz, told reporters in Port Lornby.", "The dam broke."),
        ("The dam broke, more than a dozen workers told the Courier.", "The dam broke."),
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
        "The dam broke, Ana Ruiz, an engineer for the town said.",
        'The wall was sold by the richest man in Oster, Bo Lind, said at a club: "It is old."',
        'The dam was "a ruin in all but name," the engineer said.',
        "The town should close the dam, an official said.",
        "The ministry said that the dam was old and that its wall had moved.",
        "Eve Hill, a clerk who works at the dam, said she heard shots and fled.",
        "Police said they had arrested five men.",
        "Her lawyer, Bo Lind, said that the dam was sold by the town.",
        "Though authorities said the dam was safe, people fled.",
        "The comments mark the first time a top official said the dam is lost.",
        'Asked about the dam, Ruiz said, "It was sold."',
        "The order came from Bo Lind, who had not told the council, let alone asked it.",
        "The office confirmed that advice had been given, without saying what it was.",
        "A former official said on Tuesday night: “It was an odd day for the dam.”",
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
        '"We lost it all," farmer Bo Lind told reporters on Monday.',
        '"We sold it to Norland," farmer Bo Lind said.',
        "She said that the state must pay.",
        "Perhaps 300 people fled.",
        'The mayor asked "why now?" and left the hall.',
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
        '"We lost it all," farmer Bo Lind said.',
        'Bo Lind said: "I am so sorry for it."',
        "We saw the dam in Norland in the end.",
        "Your town was named after Bo Lind.",
        "Perhaps Norland was too small for a dam.",
        "Just look at what happened in Norland.",
        '"Who paid for the dam?" Bo Lind said in May.',
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
        "They were named as 5 men and 3 women.",
        "The victims were found on 3 floors and one man was shot in a car.",
        "They sent 5 drones and 3 rockets, with two rockets missing the dam.",
        "The mine has 11 shafts and 20 more than in 2030.",
        "The police held 30 men and hurt eight of them.",
        "The mine has 638 workers, 51 of them trainees, who may stay.",
    ],
)
def test_no_enumeration(text):
    assert split_enumeration(text) == [text]


def test_each_statement_of_an_enumeration_opens_in_upper_case():
    assert split_enumeration("Nine drones and seven rockets were launched.") == [
        "Nine drones were launched.",
        "Seven rockets were launched.",
    ]


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
        ("Overall, the dam was closed.", "The dam was closed."),
        ("To be sure, the dam was closed.", "The dam was closed."),
        ("Behind the gates: The dam was closed.", "The dam was closed."),
        ("BACKGROUND: The dam was closed.", "The dam was closed."),
        ("WHAT IT MEANS: The dam was closed.", "The dam was closed."),
        ("Why it matters: The dam was closed.", "The dam was closed."),
        ("Ana Ruiz: The dam was closed.", "Ana Ruiz: The dam was closed."),
        ("NASA: The dam was closed.", "NASA: The dam was closed."),
        ("She said: The dam was closed.", "She said: The dam was closed."),
        ("The charge: Bo Lind had closed the dam.", "The charge: Bo Lind had closed the dam."),
        ("Three teams: Oster, Lornby and Karrow.", "Three teams: Oster, Lornby and Karrow."),
        ("But the dam broke.", "The dam broke."),
        ("The dam, however, broke.", "The dam broke."),
        ("Another 40 dams broke.", "Another 40 dams broke."),
        ("The dam broke, highlighting the need for repairs.", "The dam broke."),
        ("The dam broke, marking a loss of 5 million dollars.", "The dam broke, marking a loss of 5 million dollars."),
        ("Sorties were flown.", "Sorties were flown."),
        ("The mayor knew, however, that the dam was old.", "The mayor knew that the dam was old."),
        ("Also notable is that the dam broke.", "Also notable is that the dam broke."),
        ("So old is the dam.", "So old is the dam."),
        ("(The dam broke at noon.)", "The dam broke at noon."),
        ("Mayor Ana Ruiz Ana Maria RuizTown votes Dam breaks MORE left.", "Mayor Ana Ruiz left."),
        ('“The dam broke," Ana Ruiz said.', "“The dam broke,” Ana Ruiz said."),
        ('"The dam broke, Ana Ruiz said.', '"The dam broke, Ana Ruiz said.'),
    ],
)
def test_trimmed(text, expected):
    assert trimmed(text) == expected
