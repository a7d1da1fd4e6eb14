"""Optional libraries, imported when they are needed, with a message that names the extra to install."""

from __future__ import annotations

import importlib
from typing import Any

from claimcheck.errors import MissingExtraError


def optional(module: str, purpose: str, extra: str = "evaluate") -> Any:
    """Import ``module``, which the extra ``extra`` brings.

    Raises:
        MissingExtraError: it is not installed; the message names the extra.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise MissingExtraError((error.name or module).split(".")[0], extra, purpose) from error
