"""Paths as a record keeps them: seen from where the training ran, so that it tells no folders of anybody's machine."""

from __future__ import annotations

import os
from typing import Any


def portable(values: Any) -> Any:
    """Settings as JSON with every absolute path in them made relative to the working folder.

    >>> portable({"root": os.path.abspath("../data"), "base_model": "package:x", "folders": [os.path.abspath("runs")]})
    {'root': '../data', 'base_model': 'package:x', 'folders': ['runs']}
    """
    if isinstance(values, dict):
        return {name: portable(value) for name, value in values.items()}
    if isinstance(values, list):
        return [portable(value) for value in values]
    return os.path.relpath(values) if isinstance(values, str) and os.path.isabs(values) else values
