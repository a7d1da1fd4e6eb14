import pytest

from claimcheck.claims.voice import is_comment, is_personal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam was built before World War I in Oster.", False),
        ("Elizabeth I opened the dam.", False),
        ("On Monday I opened the dam.", True),
    ],
)
def test_personal(text, expected):
    assert is_personal(text) is expected


def test_a_firm_is_no_appeal():
    assert not is_comment("Google not only bought Norland Steel but closed it in May.")
