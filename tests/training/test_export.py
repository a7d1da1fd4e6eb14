"""Int8 may ship only if pairs that fitted nothing show that it follows the trained weights."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

import training.export
from claimcheck.errors import ModelError
from claimcheck.model.openvino_backend import OpenVinoBackend
from claimcheck.model.scorer import TokenBatch
from tests.tiny_model import save_tiny_model
from training.export import quantise_model

#: Every second pair checks; it is the longer one.
PAIRS = [
    (f"the ferry was closed on monday {number}", "police said." + " the court was open." * (number % 2))
    for number in range(20)
]
_LONG = 20


class _WrongWhereItIsChecked(OpenVinoBackend):
    """Sure of another label than fp32 on long pairs; on short ones, to which its margin is fitted, as fp32 is."""

    def __init__(self, bundle: object, precision: str, **settings: object) -> None:
        super().__init__(bundle, "fp32")
        self._wrong = precision == "int8"

    def logits(self, batches: Iterable[TokenBatch]) -> list[np.ndarray]:
        kept = list(batches)
        return [
            logits if not self._wrong or batch.input_ids.shape[1] < _LONG else -1000 * logits
            for batch, logits in zip(kept, super().logits(kept), strict=True)
        ]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = save_tiny_model(tmp_path / "model")
    (folder / "calibration.json").write_text('{"temperature": 2.0}', encoding="utf-8")
    return folder


def test_int8_that_is_wrong_beyond_repair_is_refused(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training.export, "OpenVinoBackend", _WrongWhereItIsChecked)
    with pytest.raises(ModelError, match=r"int8 flips too many of 10 pairs \(at most 0\.5%\)"):
        quantise_model(model, PAIRS)
    assert quantise_model(model, PAIRS, most_flips=1.0)["parity"]["flipped_from_fp32"] == 1


def test_pairs_that_fit_the_margin_do_not_check_it(model: Path) -> None:
    assert quantise_model(model, PAIRS, most_flips=1.0)["parity"]["rows"] == len(PAIRS) / 2
