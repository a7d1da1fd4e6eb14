from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from claimcheck.errors import ModelError
from claimcheck.model.weights import INT8_FILE, InputScale, quantise, read_scales, write_scales


@pytest.mark.parametrize(("low", "high"), [(-0.17, 28.6), (-3.0, 1.0), (0.0, 2.0), (-5.0, 0.0)])
def test_zero_stays_zero_and_nothing_is_cut(low: float, high: float) -> None:
    scale = InputScale.fitted(np.array([low]), np.array([high]), np.ones(1))
    step = (scale.high - scale.low) / 255
    values = np.array([[0.0], [low], [high]])

    assert scale.rounded(values)[0] == 0
    np.testing.assert_allclose(scale.rounded(values), values, atol=step)


def test_smoothing_divides_each_channel() -> None:
    scale = InputScale.fitted(np.array([-1.0, -100.0]), np.array([1.0, 100.0]), np.array([1.0, 100.0]))

    np.testing.assert_allclose(scale.rounded(np.array([[0.5, 50.0]])), [[0.5, 0.5]], atol=0.01)


def test_outliers_take_no_part() -> None:
    scale = InputScale.fitted(np.array([-1.0, -900.0]), np.array([1.0, 900.0]), np.ones(2), outliers=[1])

    np.testing.assert_allclose(scale.rounded(np.array([[0.5, 900.0]])), [[0.5, 0]], atol=0.01)
    values, steps = scale.quantised(np.array([[2.0, 900.0]]))
    np.testing.assert_allclose(values * steps, [[2.0, 0]], rtol=1e-6)


def test_scales_survive_the_disk(tmp_path: Path) -> None:
    scale = InputScale.fitted(np.array([-1.0, -2.0]), np.array([3.0, 4.0]), np.array([0.5, 2.0]), outliers=[1])
    write_scales(tmp_path, {"a.product": scale})

    [(name, read)] = read_scales(tmp_path).items()

    assert name == "a.product"
    assert (read.low, read.high) == pytest.approx((scale.low, scale.high))
    np.testing.assert_array_equal(read.smoothing, scale.smoothing)
    np.testing.assert_array_equal(read.outliers, [1])


def test_a_model_without_scales_has_none(tmp_path: Path) -> None:
    assert read_scales(tmp_path) == {}


def test_damaged_scales_are_named(tmp_path: Path) -> None:
    (tmp_path / INT8_FILE).write_bytes(b"garbage")
    with pytest.raises(ModelError, match=r"int8\.safetensors: damaged"):
        read_scales(tmp_path)
    save_file({"a.product.range": np.zeros(2, np.float32)}, tmp_path / INT8_FILE)
    with pytest.raises(ModelError, match=r"a\.product\.smoothing"):
        read_scales(tmp_path)


def test_quantised_rows_keep_their_own_scale() -> None:
    matrix = np.array([[0.001, -0.002], [100.0, 50.0]], dtype=np.float32)
    values, scales = quantise(matrix)

    assert values.dtype == np.int8
    np.testing.assert_allclose(values * scales, matrix, rtol=0.01)
