import pytest

from claimcheck.text.quantities import QuantityKind, QuantityOutcome, compare_quantities, extract_quantities
from claimcheck.text.quantities.clock import read_time

AGREE = {QuantityOutcome.EQUAL, QuantityOutcome.WITHIN_APPROXIMATION}
DIFFER = {QuantityOutcome.DIFFERENT}
ABSENT = {QuantityOutcome.ABSENT}


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("at 9:15 in the evening", "21:15"),
        ("at nine in the morning", "09:00"),
        ("at 2 at night", "02:00"),
        ("at 11 at night", "23:00"),
        ("at 12:30 a.m. sharp", "00:30"),
        ("at half past nine in the evening", "21:30"),
        ("at ten to three in the afternoon", "14:50"),
        ("at a quarter to one in the morning", "00:45"),
        ("at twenty-five past six in the evening", "18:25"),
        ("at 1200 GMT", "12:00 GMT"),
    ],
)
def test_times_in_words(text: str, clock: str) -> None:
    [time] = extract_quantities(text)
    assert (time.kind, (time.low, time.high)) == (QuantityKind.TIME, read_time(clock))


@pytest.mark.parametrize("text", ["at ten to three sites", "by 10 to 3 votes", "from a quarter to three quarters"])
def test_other_numbers_are_no_times(text: str) -> None:
    assert QuantityKind.TIME not in {quantity.kind for quantity in extract_quantities(text)}


@pytest.mark.parametrize(
    ("claimed", "stated", "outcomes"),
    [
        ("9 a.m. EDT", "1300 GMT", AGREE),
        ("9 a.m. EDT", "9 a.m. PDT", DIFFER),
        ("9 a.m. Eastern time", "6 a.m. Pacific", AGREE),
        ("11:30 p.m. EDT", "0330 GMT", AGREE),
        ("5:30 p.m. BST", "17:30 GMT", DIFFER),
        # Summer or winter.
        ("9 a.m. ET", "13:00 GMT", AGREE),
        ("9 a.m. ET", "14:00 GMT", AGREE),
        ("9 a.m. EST", "13:00 GMT", DIFFER),
        ("9 a.m. Eastern standard time", "13:00 GMT", DIFFER),
        ("9 a.m. Eastern\ndaylight time", "13:00 GMT", AGREE),
        # Wherever that is.
        ("9 a.m.", "1300 GMT", ABSENT),
        ("9 a.m. local time", "0200 GMT", ABSENT),
        ("1 p.m.", "1300 GMT", AGREE),
        # Morning or evening.
        ("half past nine", "9:30 p.m.", AGREE),
        ("half past nine", "9:30 a.m.", AGREE),
        ("half past nine", "10:30 p.m.", DIFFER),
        ("nine o'clock", "21:00", AGREE),
        ("ten to three", "3:10 p.m.", DIFFER),
    ],
)
def test_times_are_compared_by_the_clocks_of_their_zones(
    claimed: str, stated: str, outcomes: set[QuantityOutcome]
) -> None:
    [comparison] = compare_quantities(f"The polls close at {claimed}.", f"The polls close at {stated}.")
    assert comparison.outcome in outcomes


def test_one_of_two_zones_is_enough() -> None:
    [comparison] = compare_quantities("It struck at 0200 GMT.", "It struck at 9 a.m. local time (0200 GMT).")
    assert comparison.outcome is QuantityOutcome.EQUAL
