import pytest

from claimcheck.text.quotation import paired_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It broke," she said. "It fell."', "“It broke,” she said. “It fell.”"),
        ('“It broke," she said.', "“It broke,” she said."),
        ("”It broke,“ she said.", "“It broke,” she said."),
        ('The "dam"-"bridge" (a "wall") broke.', "The “dam”-“bridge” (a “wall”) broke."),
        ('The dam " broke " at noon.', "The dam “ broke ” at noon."),
        ("No marks.", "No marks."),
    ],
)
def test_the_space_beside_a_mark_tells_which_it_is(text, expected):
    assert paired_marks(text) == expected


def test_a_mark_between_spaces_closes_what_is_open():
    assert paired_marks('It broke " she said.', already_open=True) == "It broke ” she said."
