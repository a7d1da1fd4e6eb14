import pytest

from claimcheck.claims.speakers import with_speaker


@pytest.mark.parametrize(
    ("previous", "speaker"),
    [
        ('"It broke," Ana Ruiz told reporters on Monday.', "Ana Ruiz"),
        ('"Will it hold?" Sen. Bo Lind said.', "Sen. Bo Lind"),
        ('"It broke," said Energy Minister Ana Ruiz, an engineer.', "Energy Minister Ana Ruiz"),
        ('"It broke," said Bo Lind Jr.', "Bo Lind Jr"),
        ("“It broke,” The Courier said.", "The Courier"),
    ],
)
def test_the_speaker_before(previous, speaker):
    assert with_speaker("“40 men left.”", previous) == f"{speaker} said: “40 men left.”"


@pytest.mark.parametrize(
    "previous",
    [
        '"It broke," she said.',
        '"It broke," said a man.',
        "Ana Ruiz said it broke.",
        '"It broke."',
        '"No," He said.',
        "",
    ],
)
def test_no_speaker_before(previous):
    assert with_speaker("“40 men left.”", previous) == ""
