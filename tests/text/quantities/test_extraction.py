import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.text.quantities import Approximation, QuantityKind, extract_quantities


def only(text):
    [quantity] = extract_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Some 1,250 nurses marched.", 1250, 1250, "nurses"),
        ("It sold 2.5 million tickets.", 2.5e6, 2.5e6, "tickets"),
        ("twenty-five sailors drowned", 25, 25, "sailors"),
        ("one hundred and five cats", 105, 105, "cats"),
        ("half a million fans came", 5e5, 5e5, "fans"),
        ("a hundred tents", 100, 100, "tents"),
        ("two dozen boats", 24, 24, "boats"),
        ("It needs 12,000-14,000 guards.", 12000, 14000, "guards"),
        ("between 3 and 5 whales", 3, 5, "whales"),
        ("three to five million litres", 3e6, 5e6, "litres"),
        ("dozens of towns", 24, 95, "towns"),
        ("tens of thousands of readers", 20000, 99999, "readers"),
        ("several hundred additional police officers", 200, 999, "officers"),
        ("lent 200 of its engineers", 200, 200, "engineers"),
        ("46 countries had agreed", 46, 46, "countries"),
        ("a 30-day ban", 30, 30, "day"),
        ("one woman died", 1, 1, "woman"),
        ("three dozen boats", 36, 36, "boats"),
        ("half a dozen boats", 6, 6, "boats"),
        ("two and a half years", 2.5, 2.5, "years"),
        ("one and a half million litres", 1.5e6, 1.5e6, "litres"),
        ("Hundreds marched.", 200, 999, ""),
        ("more than 2000 people", 2000, 2000, "people"),
        ("aged 71", 71, 71, "year-old"),
        ("Bo Lind, 71, left", 71, 71, "year-old"),
        ("he is 71 years old", 71, 71, "year-old"),
        ("between 68 and 84 seals", 68, 84, "seals"),
        ("1.5m people fled", 1.5e6, 1.5e6, "people"),
        ("at 120 km/h", 120, 120, "kph"),
        ("50 sq km burned", 50, 50, "square km"),
        ("for 2 1/2 years", 2.5, 2.5, "years"),
        ("2 1/2 million cats", 2.5e6, 2.5e6, "cats"),
        ("3½ million cats", 3.5e6, 3.5e6, "cats"),
        ("a half-dozen cats", 6, 6, "cats"),
        ("a hundred and fifty cats", 150, 150, "cats"),
        ("a quarter of a million cats", 250_000, 250_000, "cats"),
        ("about 2000 homes", 2000, 2000, "homes"),
        ("2000 km away", 2000, 2000, "km"),
        ("in her mid-50s", 50, 59, "year-old"),
        ("minus 5 degrees", -5, -5, "degrees"),
        ("5 degrees below zero", -5, -5, "degrees"),
    ],
)
def test_counts_and_what_they_count(text, low, high, unit):
    quantity = only(text)
    assert (quantity.kind, quantity.low, quantity.high, quantity.unit) == (QuantityKind.NUMBER, low, high, unit)


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("up 4.5% again", QuantityKind.PERCENT, 4.5, 4.5),
        ("by 12 per cent", QuantityKind.PERCENT, 12, 12),
        ("a two-thirds majority", QuantityKind.PERCENT, 200 / 3, 200 / 3),
        ("one in five pupils", QuantityKind.PERCENT, 20, 20),
        ("9 out of 10 pupils", QuantityKind.PERCENT, 90, 90),
        ("by 3 percentage points", QuantityKind.PERCENT, 3, 3),
        ("by 40 basis points", QuantityKind.PERCENT, 0.4, 0.4),
        ("by a quarter-point", QuantityKind.PERCENT, 0.25, 0.25),
        ("by a full percentage point", QuantityKind.PERCENT, 1, 1),
        ("by half a percent", QuantityKind.PERCENT, 0.5, 0.5),
        ("by two tenths of a percentage point", QuantityKind.PERCENT, 0.2, 0.2),
        ("the 2016 elections", QuantityKind.DATE, 20160101, 20161231),
        ("two-thirds of voters", QuantityKind.PERCENT, 200 / 3, 200 / 3),
        ("the 3rd attempt", QuantityKind.ORDINAL, 3, 3),
        ("the twenty-first attempt", QuantityKind.ORDINAL, 21, 21),
        ("lost 1-3 at home", QuantityKind.SCORE, 3, 1),
        ("won 3-1 at home", QuantityKind.SCORE, 3, 1),
        ("it ended 1-1 at home", QuantityKind.SCORE, 1, 1),
        ("passed the Senate 51 to 49", QuantityKind.SCORE, 51, 49),
        ("a 20-percent rise", QuantityKind.PERCENT, 20, 20),
        ("the fight over the 2016 vote", QuantityKind.DATE, 20160101, 20161231),
        ("USD 5 million", QuantityKind.MONEY, 5e6, 5e6),
        ("5 million U.S. dollars", QuantityKind.MONEY, 5e6, 5e6),
        ("Rs 500 crore", QuantityKind.MONEY, 5e9, 5e9),
        ("at 8:00 PM", QuantityKind.TIME, 1200, 1200),
        ("at 1930 GMT", QuantityKind.TIME, 1170, 1170),
        ("it failed 46-54 at night", QuantityKind.SCORE, 54, 46),
        ("lost 3-5 pounds", QuantityKind.NUMBER, 3, 5),
        ("on Friday, March 29, 2024, at sea", QuantityKind.DATE, 20240329, 20240329),
        ("on 29 March at sea", QuantityKind.DATE, 329, 329),
        ("June 14-July 15", QuantityKind.DATE, 614, 715),
        ("3-5 May", QuantityKind.DATE, 503, 505),
        ("in March", QuantityKind.DATE, 301, 331),
        ("on 2024-03-29", QuantityKind.DATE, 20240329, 20240329),
        ("since 2015", QuantityKind.DATE, 20150101, 20151231),
        ("the 2016 Summer Games", QuantityKind.DATE, 20160101, 20161231),
        ("the 2015-16 season", QuantityKind.DATE, 20150101, 20161231),
        ("in the 1990s", QuantityKind.DATE, 19900101, 19991231),
        ("left on Tuesday", QuantityKind.WEEKDAY, 2, 2),
        ("at 7:30 p.m. sharp", QuantityKind.TIME, 1170, 1170),
        ("at 14:05 sharp", QuantityKind.TIME, 845, 845),
        ("at noon", QuantityKind.TIME, 720, 720),
    ],
)
def test_kinds(text, kind, low, high):
    quantity = only(text)
    assert (quantity.kind, quantity.low, quantity.high) == (kind, pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [("$1.5bn", 1.5e9, "USD"), ("£20m", 2e7, "GBP"), ("3 million euros", 3e6, "EUR"), ("C$40", 40, "CAD")],
)
def test_money(text, amount, currency):
    quantity = only(f"It cost {text} to build.")
    assert (quantity.kind, quantity.low, quantity.unit) == (QuantityKind.MONEY, amount, currency)


@pytest.mark.parametrize(
    ("text", "approximation"),
    [
        ("about 40 goats", Approximation.ABOUT),
        ("Nearly 40 goats", Approximation.NEARLY),
        ("just under 40 goats", Approximation.JUST_UNDER),
        ("Slightly more than 40 goats", Approximation.JUST_OVER),
        ("more than 40 goats", Approximation.MORE_THAN),
        ("at least 40 goats", Approximation.AT_LEAST),
        ("as many as 40 goats", Approximation.UP_TO),
        ("fewer than 40 goats", Approximation.LESS_THAN),
        ("40 or so goats", Approximation.ABOUT),
        ("exactly 40 goats", Approximation.EXACT),
        ("dozens of goats", Approximation.VAGUE),
    ],
)
def test_approximation(text, approximation):
    assert only(text).approximation is approximation


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19",
        "Covid-19 cases rose",
        "a Boeing 737-800 jet",
        "on Super Tuesday",
        "the Sunday Times",
        "test scores fell",
        "9/11",
        "24/7",
        "F-16",
        "3D",
        "no one",
        "one of them",
        "v1.2.3",
        "may march",
        "on Flight 370",
        "under Article 50",
        "the Group of Seven",
        'in "60 Minutes"',
        "the 9th Circuit",
        "at one point",
        "a 401(k) plan",
        "on page 5",
    ],
)
def test_names_and_pronouns_are_no_quantities(text):
    assert extract_quantities(text) == []


def test_a_change_from_one_number_to_another_is_no_range():
    assert [quantity.low for quantity in extract_quantities("rose from 10 to 20")] == [10, 20]
    assert [quantity.text for quantity in extract_quantities("warmed since 1990 to 18 degrees")] == ["1990", "18"]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("two of the navy's 20 ships", [("two", 2, "ships"), ("20", 20, "ships")]),
        ("all but three of its 20 ships", [("all but three", 17, "ships"), ("20", 20, "ships")]),
        ("all but three of the ships", []),
    ],
)
def test_parts_of_a_whole_count_what_the_whole_counts(text, stated):
    assert [(quantity.text, quantity.low, quantity.unit) for quantity in extract_quantities(text)] == stated


def test_position_points_at_the_text():
    text = "😀 On Monday 12 dogs met 3 cats"
    assert [text[quantity.start : quantity.end] for quantity in extract_quantities(text)] == ["Monday", "12", "3"]


@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(
                ["one", "hundred", "and", "to", "-", "5", "1,000", "May", "$", "%", "a", "first", "p.m.", "٣"]
            ),
            max_size=30,
        ).map(" ".join),
        st.text(alphabet="0123456789,.-:/$% amp", max_size=100),
    )
)
def test_any_text_gives_ordered_exact_spans(text):
    end = 0
    for quantity in extract_quantities(text):
        assert quantity.start >= end
        assert quantity.text == text[quantity.start : quantity.end] != ""
        end = quantity.end


@pytest.mark.parametrize("text", ["twenty " * 50_000, "1" * 200_000, "1," * 100_000, "a " * 100_000])
def test_very_long_text(text):
    extract_quantities(text)
