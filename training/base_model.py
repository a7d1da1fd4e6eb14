"""Where training starts from: a Hugging Face id, a folder, or a Python package that carries weights."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from claimcheck.errors import ModelError

_PACKAGE_PREFIX = "package:"


def resolve_base_model(base_model: str) -> str:
    """Turn ``package:NAME`` into the ``model/`` folder of that installed package; leave ids and folders as they are.

    Raises:
        ModelError: the package is not installed or carries no ``model/`` folder.
    """
    if not base_model.startswith(_PACKAGE_PREFIX):
        return base_model
    name = base_model.removeprefix(_PACKAGE_PREFIX)
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModelError(f"base_model: the package {name} is not installed; run: pip install {name.replace('_', '-')}")
    folder = Path(spec.origin).parent / "model"
    if not folder.is_dir():
        raise ModelError(f"base_model: the package {name} has no model/ folder at {folder}")
    return str(folder)
