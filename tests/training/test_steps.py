from __future__ import annotations

import sys
from pathlib import Path

import pytest

from training.__main__ import main


def test_an_error_has_another_exit_code_than_a_model_that_was_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["training", "prepare", "--config", str(tmp_path / "missing.yaml")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "missing.yaml: no such configuration file" in capsys.readouterr().err


def test_help_says_where_a_retraining_is_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["training", "retrain", "--help"])
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit):
        main()
    assert "(default: in runs/)" in capsys.readouterr().out
