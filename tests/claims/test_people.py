import pytest

from claimcheck.claims.people import People


def named_in(article, text):
    return [(mention.name, mention.pronoun) for mention in People(article).mentions(text)]


@pytest.mark.parametrize(
    ("article", "text", "expected"),
    [
        ("Peter Holm left.", "Holm slept.", [("Peter Holm", "he")]),
        ("Mrs. Kern left.", "Kern slept.", [("Kern", "she")]),
        ("Tarn Oduko, Norland's foreign minister, left.", "Oduko slept.", [("Tarn Oduko", "")]),
        ("Tarn al-Oduko said so.", "al-Oduko slept.", [("Tarn al-Oduko", "")]),
        ("A. Peter Holm left.", "Holm slept.", [("A. Peter Holm", "")]),
        ("Peter Holm left. Peter J. Holm slept. Peter Holm woke.", "Holm ate.", [("Peter Holm", "he")]),
        ("Holm left. Then Anna Holm came.", "Holm slept.", [("Holm", "")]),
        ("Peter Holm left.", "The Norland Holm slept.", []),
        ("Peter Holm Hospital closed. Norland Energy said so.", "Holm and Energy.", []),
        ("Lt. Col. Peter Holm left.", "Holm slept.", [("Peter Holm", "he")]),
        ("The dam broke.", "Holm slept.", []),
        ("Bo Lind, a farmer, left. Mrs. Lind stayed.", "Lind slept.", [("Lind", "she")]),
        ("Bo Lind, a farmer, left. Mrs. Lind stayed.", "Bo Lind slept.", [("Bo Lind", "")]),
        ("Peter Holm left. Mrs. Holm stayed.", "Holm slept.", [("Holm", "she")]),
        ("Peter Holm left. Mr. Holm slept.", "Holm ate.", [("Peter Holm", "he")]),
        ("Mrs. Bo Lind left. Mrs. Lind slept.", "Lind ate.", [("Bo Lind", "she")]),
        ("The Peter Holm Bridge was closed.", "Peter Holm Bridge broke.", []),
        ("Prince George was hit by a storm.", "George slept.", []),
        ("Anna May left.", "In May, May met Holm until May 5.", [("Anna May", "she")]),
        ("Norland May Fair opened.", "May slept.", []),
        ("Prince George said so.", "George slept.", [("George", "he")]),
        (
            "Peter Holm left. Peter Holm Kern stayed.",
            "Peter Holm Kern met Peter Holm.",
            [("Peter Holm Kern", "he"), ("Peter Holm", "he")],
        ),
    ],
)
def test_mentions(article, text, expected):
    assert named_in(article, text) == expected
