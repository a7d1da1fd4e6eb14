"""Units of measure: '20 miles' and '32 km' state one length, 'two years' and '24 months' one span of time."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from claimcheck.text.quantities.quantity import Approximation, Quantity, QuantityKind
from claimcheck.text.quantities.units import singular

#: What news texts call a unit, and its name in pint where that is another. A bare 'm' may stand for million.
_UNITS = {name: name for name in (
    "second", "minute", "hour", "day", "week", "fortnight", "month", "year", "century",
    "mm", "cm", "km", "inch", "foot", "ft", "yard", "mile",
    "metre", "kilometre", "centimetre", "millimetre", "meter", "kilometer", "centimeter", "millimeter",
    "acre", "hectare", "square foot", "square yard", "square mile", "square km",
    "square metre", "square kilometre", "square meter", "square kilometer",
    "cubic foot", "cubic yard", "cubic metre", "cubic meter", "litre", "liter", "gallon",
    "mg", "kg", "gram", "kilogram", "ounce", "pound", "lb", "tonne", "mph", "kph", "knot", "kW", "MW", "GW",
)} | {
    "nautical mile": "nautical_mile",
    "kilo": "kilogram", "ton": "tonne", "kw": "kW", "mw": "MW", "gw": "GW", "\u00b0C": "degC", "\u00b0F": "degF",
    "decade": "ten_years", "time": "dimensionless",
}  # fmt: skip


def is_measure(unit: str) -> bool:
    """Whether a counted noun is a unit of measure.

    >>> is_measure("miles"), is_measure("officers")
    (True, False)
    """
    return singular(unit) in _UNITS


def measured_in(quantity: Quantity, unit: str) -> Quantity | None:
    """The quantity in another unit of measure; None where its own unit measures something else.

    Texts round what they convert, and tons are of three kinds, so that an exact figure becomes an approximate one.

    >>> from claimcheck.text.quantities import extract_quantities
    >>> [road] = extract_quantities("The road is 20 miles long.")
    >>> measured_in(road, "km").low, measured_in(road, "hours") is None
    (32.18688, True)
    """
    if quantity.kind is not QuantityKind.NUMBER or not (is_measure(quantity.unit) and is_measure(unit)):
        return None
    own, asked = (_UNITS[singular(name)] for name in (quantity.unit, unit))
    if not _registry().is_compatible_with(own, asked):
        return None
    low, high = (_registry().Quantity(value, own).to(asked).magnitude for value in (quantity.low, quantity.high))
    exact = quantity.approximation is Approximation.EXACT
    approximation = Approximation.ABOUT if exact else quantity.approximation
    return replace(quantity, low=low, high=high, unit=unit, approximation=approximation)


@cache
def _registry() -> Any:
    """Loaded late: most texts need no conversion, and it takes a third of a second."""
    import pint

    registry: Any = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
    registry.define("ten_years = 10 * year")  # pint's decade is one of a logarithm
    return registry
