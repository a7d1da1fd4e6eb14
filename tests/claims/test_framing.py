import pytest

from claimcheck.claims.framing import without_frame


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This comes a few weeks after the dam broke.", "The dam broke."),
        ("That news came as the mayor resigned.", "The mayor resigned."),
        ("That's because the council closed the pass.", "The council closed the pass."),
        ("The result is that the pass was closed.", "The pass was closed."),
        ("The problem is that the pass was closed.", "The problem is that the pass was closed."),
        ("This comes just a few weeks after the dam broke.", "The dam broke."),
        ("It also means that the pass will close.", "The pass will close."),
        ("It's worth noting that the pass was closed.", "The pass was closed."),
        ("It's notable that the pass was closed.", "The pass was closed."),
        ("It comes after months of rain.", "It comes after months of rain."),
        ("It is possible that the dam broke.", "It is possible that the dam broke."),
    ],
)
def test_frames(text, expected):
    assert without_frame(text) == expected
