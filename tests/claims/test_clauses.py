import pytest

from claimcheck.claims.clauses import split_clauses
from claimcheck.claims.draft import Draft


def parts(text):
    return [part.text for part in split_clauses(Draft(text, 0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "The cup went to Ana Ruiz, and the second prize to Bo Lind, a dancer trained in Lornby.",
        "The plan names three towns, and the fate of the damaged bridge.",
        "Bo Lind said that rumours helped nobody while divers were at work.",
        "The dam broke, while the bridge held all night.",
        "France, Italy, and Spain are sending pumps.",
        "Ana Ruiz said the dam had broken, and the bridge was closed.",
        'Bo Lind said: "The dam has gone; the bridge is closed."',
        "The dam leaked for weeks, but eventually held.",
        "He was hurt while he was driving home.",
        "When the dam broke at noon, and the bridge was closed, people fled.",
        "The old dam broke at noon while the bridge held all night.",
        "The letter was meant for Ana Ruiz, who, while on a trip to the coast last week called the dam a ruin.",
        "Bo Lind began by taking on an old club, but failing in his first bid he was left alone.",
        "Two dams broke at noon, and the others were closed at dusk.",
        "Ana Ruiz sold the dam in May, and her deputy was told of it.",
        "The inn houses divers from Westia, but there were none in it at noon.",
        "Most divers stayed at home, but grateful they were not hurt by it.",
    ],
)
def test_what_does_not_stand_alone_stays_whole(text):
    assert parts(text) == [text]


@pytest.mark.parametrize("joint", [", but ", ", while ", ", and ", "; "])
def test_two_clauses(joint):
    assert parts(f"The old dam broke at noon{joint}the bridge held all night.") == [
        "The old dam broke at noon.",
        "the bridge held all night.",
    ]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("In Oster, shops opened on Friday, and some parks were mown.", "In Oster, some parks were mown."),
        ("Under the act, dams were closed, but two bridges were spared.", "Under the act, two bridges were spared."),
        ("In May, Ana Ruiz won the cup, but Bo Lind lost it in June.", "Bo Lind lost it in June."),
        ("Of the votes, 54 percent were against; turnout was 60 percent.", "turnout was 60 percent."),
    ],
)
def test_the_frame_of_a_sentence_holds_for_both_clauses(text, second):
    assert parts(text)[1] == second


def test_a_later_frame_takes_the_place_of_the_first():
    assert parts("In Oster, the dam broke; in Lornby, the bridge fell, and two parks were closed.")[2] == (
        "In Lornby, two parks were closed."
    )


def test_a_clause_with_a_frame_is_split_no_further():
    framed = split_clauses(
        Draft("In Oster, two dams broke, and the Dam Fund gave 40 cows to Ana and sent 9 to Bo.", 0, 80)
    )
    assert [(part.start, part.end) for part in framed] == [(0, 24), (30, 80)]


def test_two_deeds_of_one_subject():
    assert parts("Norland sent 30 of its nurses to Westia in 2019 and also welcomed 45 doctors from abroad.") == [
        "Norland sent 30 of its nurses to Westia in 2019.",
        "Norland also welcomed 45 doctors from abroad.",
    ]


def test_deeds_told_by_a_speaker_are_not_given_to_the_speaker():
    text = "Ana Ruiz said 20 men broke in and stole 40 paintings."
    assert parts(text) == [text]


def test_a_bare_number_is_told_what_it_is_about():
    assert parts("The crowd for the parade has been cut, but 3,000 are expected to march.") == [
        "The crowd for the parade has been cut.",
        "For the parade, 3,000 are expected to march.",
    ]


@pytest.mark.parametrize("joint", [" while ", "   while "])
def test_while_without_a_comma_sets_numbers_side_by_side(joint):
    assert parts(f"The crowd for the parade is growing{joint}3,000 are expected to march.") == [
        "The crowd for the parade is growing.",
        "For the parade, 3,000 are expected to march.",
    ]
