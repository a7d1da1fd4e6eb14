from __future__ import annotations

from pathlib import Path

import numpy as np

from claimcheck.model.bert_graph import follows_gelu, products
from claimcheck.model.bundle import open_bundle
from tests.tiny_model import PAIRS
from training.int8 import close_margin, fit_scales


def test_every_product_has_a_scale_that_holds_what_enters_it(tiny_bundle: Path) -> None:
    config = open_bundle(tiny_bundle).config
    scales = fit_scales(tiny_bundle, config, PAIRS)

    assert list(scales) == list(products(config))
    for name, scale in scales.items():
        assert scale.low < 0 < scale.high, name
        inputs = 64 if name.endswith(".output.dense") and "attention" not in name else 32
        assert scale.smoothing.shape == (inputs,)
        assert len(scale.outliers) == (16 if follows_gelu(name) else 0)


def test_close_margin_leaves_as_many_flips_as_are_allowed() -> None:
    int8 = np.array([[0.0, margin] for margin in (0.1, 0.2, 0.3, 0.9)])
    fp32 = np.array([[1.0, 0.0], [1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])

    for most_flips, flips_left in ((0, 0), (0.25, 1), (0.5, 2), (1, 3)):
        margin = close_margin(int8, fp32, most_flips)
        assert ((int8[:, 1] >= margin) & (fp32[:, 0] == 1)).sum() == flips_left
