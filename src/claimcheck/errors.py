"""What can go wrong. Every message says what is wrong, where, and what to do."""

from __future__ import annotations


class ClaimcheckError(Exception):
    """Parent of every error that claimcheck raises on purpose."""


class InputError(ClaimcheckError):
    """An input file, row or value cannot be used."""


class OutputError(ClaimcheckError):
    """An output path cannot be written."""


class LabelError(ClaimcheckError):
    """A label is unknown, or a model's classes cannot be told apart."""


class ModelError(ClaimcheckError):
    """A model cannot be found, is damaged, or is of the wrong kind."""


class ConfigError(ClaimcheckError):
    """A configuration file is wrong; the message lists every mistake in it."""


class MissingExtraError(ClaimcheckError):
    """An optional dependency is needed; the message names the extra to install."""

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(package, extra, purpose)

    def __str__(self) -> str:
        package, extra, purpose = self.args
        return f"{purpose} needs {package}; install it with: pip install 'claimcheck[{extra}]'"
