from __future__ import annotations

import pytest

from claimcheck.text.boilerplate import (
    is_boilerplate,
    opening_length,
    without_credit,
    without_inserts,
    without_link_cards,
)


@pytest.mark.parametrize(
    "line",
    [
        "Oster Courier, Monday 5 March 2035.",
        "Updated 10:30 p.m. on March 5, 2035",
        "Read more: the flood in pictures",
        "(RELATED: The mayor is to visit the dam)",
        "Related Coverage Mayor says she is happy about the ruling on the dam",
        "| Ana Ruiz/AP Photo valley The mayor sees the dam",
        "Image copyright Ana Ruiz Image caption The dam was closed",
        "Media playback is unsupported on your device",
        "Hide Caption 3 of 9 Photos: The valley A man rows to the dam.",
        "MUST WATCH The dam as it broke 01:15",
        "Enlarge this image toggle caption Ana Ruiz",
        "CLOSE The dam broke at noon.",
        "Picture taken March 5, 2035.",
        "Something to Consider: join the friends of the Courier.",
        "If you enjoyed this article, join the friends of the Courier.",
        "Get the news of the valley delivered to your inbox.",
        "Content created by the Courier is free for all.",
        "This article is based in part on agency reports.",
        "Courier writers Ana Ruiz in Oster and Bo Lind in Lornby contributed.",
        "https://oster.example/dam",
        "— Ana Ruiz (@anaruiz) March 5, 2035",
        "https://oster.example/dam — Ana Ruiz (@anaruiz) March 5, 2035",
        "DAM OSTER DAMS INC. 25.39 +2.70 +11.90%",
        "DAM FILES: MAYOR RUIZ LEFT OSTER IN MAY",
        "This report contains material from the Oster Agency.",
        "The full interview will air on Sunday at 6 p.m.",
        "[Get more stories like this in the Courier.]",
        "COURIER LETTERS Sign up today for news of the valley.",
        "By signing up you agree to our terms.",
        "You can unsubscribe at any time.",
        "This site is protected by reCAPTCHA and our terms.",
    ],
)
def test_lines_of_the_page_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "The price of sand rose by +2.70 and that of stone by +1.10.",
        "Close to the dam a wall broke.",
        "Many villages contributed.",
        "This site is protected by a wall.",
        "Some 400 farmers did not sign up for it.",
        "NASA and FEMA paid for the DAM.",
        "Ana Ruiz (the mayor) left on March 5, 2035.",
    ],
)
def test_plain_statements_are_none(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    "opening", ["ADVERTISEMENT ", "ADDENDA: ", "Update: ", "Next: ", "Scoop: ", "#related#", "[Emphasis added] "]
)
def test_labels_are_openings(opening: str) -> None:
    assert opening_length(f"{opening}The dam broke.") == len(opening)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ana Ruiz Ana Maria RuizTown rejects plan Council votes MORE left.", "Mayor Ana Ruiz left."),
        ("Sen. Bo Lind Robert (Bo) LindLind loses vote MORE (O-Oster) left.", "Sen. Bo Lind (O-Oster) left."),
        ("Mayor Ruiz Ana Maria RuizTown rejects plan MORE left.", "Mayor Ruiz left."),
        ("Speaker Bo Lind Bo Ray Lind Council votes MORE left.", "Speaker Bo Lind left."),
        ("Ana Ruiz wrote MORE in her book.", "Ana Ruiz wrote MORE in her book."),
    ],
)
def test_cards_of_links_go(text: str, expected: str) -> None:
    assert without_link_cards(text) == expected


def test_the_signature_of_a_message_goes() -> None:
    message = "The dam broke.https://oster.example/dam — Ana Ruiz (@anaruiz) March 5, 2035"
    assert without_credit(message) == "The dam broke."


def test_a_dated_line_in_capitals_that_goes_on_in_plain_words_is_told_at_once() -> None:
    # Tried letter by letter, these capitals take longer than anyone waits.
    assert not is_boilerplate("HIGH COURT TURNS DOWN RULE THAT SET A BAR FOR LICENCES on March 5, 2035, people heard")


@pytest.mark.parametrize(
    "line",
    [
        "A view of the dam in Oster. REUTERS/Ana Ruiz/File Photo",
        "A view of the dam. Ana Ruiz/Pool via REUTERS",
        "A view of the dam. Ana Ruiz/Reuters, FILE",
        "A view of the dam. Ana Ruiz via Getty Images",
        "A view of the dam. It broke. (AP Photo/Ana Ruiz)",
        "The dam broke. It was old. — Ana Ruiz (@anaruiz) March 5, 2035",
    ],
)
def test_captions_and_messages_go_as_whole_lines(line: str) -> None:
    text = f"The river rose.\n\n{line}\n\nThe river fell."
    assert without_inserts(text) == text.replace(line, " " * len(line))


@pytest.mark.parametrize("line", ["The dam broke, it said via Reuters.", "Ana Ruiz (@anaruiz) left on March 5, 2035."])
def test_a_line_that_names_an_agency_or_an_account_stays(line: str) -> None:
    assert without_inserts(line) == line


@pytest.mark.parametrize("credit", ["(AP Photo)", "(Reuters) ", "[ab/cd]"])
def test_a_credit_goes_with_the_blanks_around_it(credit: str) -> None:
    assert without_credit(f"The dam broke. \t{credit}") == "The dam broke."


def test_blanks_inside_a_text_hold_no_credit() -> None:
    text = f"The dam broke{' ' * 20_000}in 2034."
    assert without_credit(text) == text
