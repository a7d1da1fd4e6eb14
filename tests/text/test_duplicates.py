from hypothesis import given
from hypothesis import strategies as st

from claimcheck.text.duplicates import near_duplicate, repeats

STORY = (
    "The ferry left the island at dawn with 80 passengers on board. Its engine failed off the northern cape, and the "
    "crew called for help. Two tugs brought the ship back to port before noon. Nobody was hurt. An inquiry was opened."
)


def test_a_copy_with_small_edits_is_a_duplicate():
    edited = STORY.replace("Nobody was hurt.", "No one was hurt.").replace("dawn", "Dawn").replace(". ", ".\n\n")
    assert near_duplicate(STORY, edited)


def test_a_copy_inside_a_longer_article_is_a_duplicate():
    longer = (
        STORY + " The company said that it would refund all tickets. Ferries on two other routes kept running today."
    )
    assert near_duplicate(longer, STORY)
    assert near_duplicate(STORY, longer)


def test_a_changed_number_is_no_duplicate():
    assert not near_duplicate(STORY, STORY.replace("80", "90"))


def test_one_changed_number_among_many_is_no_duplicate():
    story = STORY + " Of the 12 sailors 3 stayed, 19 people left by bus, 7 by train, 4 by taxi and 23 on foot."
    assert not near_duplicate(story, story.replace("19 people", "20 people"))
    assert not near_duplicate(story, story.replace("19 people", "23 people"))


def test_a_passage_is_repeated_word_for_word():
    assert repeats(STORY, "nobody was hurt; an inquiry")
    assert not repeats(STORY, "Nobody was hurt badly")
    assert not repeats(STORY, "inquiry was open")


def test_the_same_event_in_other_words_is_no_duplicate():
    other = (
        "Eighty people were brought to safety on Friday after a ferry lost power near the cape. Tugs pulled the vessel "
        "to the harbour, where an investigation began. The crew had raised the alarm early in the morning."
    )
    assert not near_duplicate(STORY, other)


def test_short_texts_must_be_equal():
    assert near_duplicate("She resigned.", "she resigned")
    assert not near_duplicate("She resigned.", "She resigned on Monday.")
    assert not near_duplicate("", "")


@given(st.text(max_size=100), st.text(max_size=100))
def test_symmetric_and_total(a, b):
    assert near_duplicate(a, b) == near_duplicate(b, a)
