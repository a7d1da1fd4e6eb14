from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.model.processor import has_int8_instructions


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("flags\t\t: fpu avx2 avx512f avx512_vnni\n", True),
        ("flags\t\t: fpu avx2 avx_vnni\n", True),
        ("Features\t: fp asimd asimddp\n", True),
        ("flags\t\t: fpu avx2 avx512f\n", False),
    ],
)
def test_int8_needs_dot_products_of_8_bits(facts: str, expected: bool, tmp_path: Path) -> None:
    path = tmp_path / "cpuinfo"
    path.write_text(facts)
    assert has_int8_instructions(path) is expected


def test_where_the_system_does_not_tell_int8_is_taken_for_quick(tmp_path: Path) -> None:
    assert has_int8_instructions(tmp_path / "missing")
