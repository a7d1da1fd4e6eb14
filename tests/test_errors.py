from __future__ import annotations

import pickle

from claimcheck.errors import MissingExtraError


def test_a_missing_extra_is_told_by_other_processes_too() -> None:
    error = MissingExtraError("torch", "torch", "the torch backend")
    assert str(error) == "the torch backend needs torch; install it with: pip install 'claimcheck[torch]'"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
