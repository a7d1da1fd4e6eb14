"""YAML files read into pydantic models, with every mistake of a file reported in one message."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from claimcheck.errors import ConfigError

Model = TypeVar("Model", bound=BaseModel)


class StrictModel(BaseModel):
    """Settings and records that refuse a name they do not know, and do not change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def load_yaml(path: Path, model: type[Model]) -> Model:
    """Read and validate one YAML file.

    Raises:
        ConfigError: the file is missing, cannot be read, is not YAML, or does not fit ``model``; the message lists
            every mistake.
    """
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: no such configuration file") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}; give the path of a YAML file") from error
    except (yaml.YAMLError, ValueError) as error:  # also bytes that are not UTF-8, and no day of any month
        raise ConfigError(f"{path}: not readable as YAML: {error}") from error
    try:
        return model.model_validate(values)
    except ValidationError as error:
        mistakes = "\n".join(
            f"  {'.'.join(map(str, item['loc'])) or 'file'}: {item['msg']}" + _given(item.get("input"))
            for item in error.errors()
        )
        raise ConfigError(f"{path}: {error.error_count()} mistakes, please correct them:\n{mistakes}") from error


def _given(value: object) -> str:
    return f" (given: {value!r})" if isinstance(value, str | int | float | bool) else ""
