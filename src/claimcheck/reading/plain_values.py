"""Values as JSON, CSV and columns of text can hold them."""

from __future__ import annotations

import datetime
import json
import math
from typing import Any

from claimcheck.reading.tables import mended


def plain(value: object) -> Any:
    """A value with what comes nearest to it where JSON and CSV have no notation for it.

    >>> plain([1, float("nan"), datetime.date(2031, 5, 6), datetime.timedelta(hours=2)])
    [1, None, '2031-05-06', '2:00:00']
    """
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, list | tuple | dict):
        return json.loads(json.dumps(value, default=plain), parse_constant=lambda _: None)
    return str(value)


def as_text(value: object) -> str | None:
    """Text as it is, where it can be written; null as None; any other value as JSON, or as text where it has none.

    >>> as_text("a"), as_text(None), as_text([1, True]), as_text(b"b")
    ('a', None, '[1, true]', 'b')
    """
    value = plain(value)
    if value is None:
        return None
    return mended(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
