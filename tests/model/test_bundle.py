from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.errors import LabelError, ModelError
from claimcheck.labels import Label
from claimcheck.model.bundle import open_bundle


def test_labels_are_read_by_name(tiny_bundle: Path) -> None:
    assert open_bundle(tiny_bundle).labels == [Label.SUPPORTED, Label.CONTRADICTED, Label.NOT_ENOUGH_INFO]


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model folder"):
        open_bundle(tmp_path / "nothing")


def test_a_name_that_no_folder_can_have_is_an_error_of_ours() -> None:
    with pytest.raises(ModelError, match="xxx: cannot be read: File name too long"):
        open_bundle("x" * 300)


def test_a_model_that_may_not_be_read_is_named(copied_bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(ModelError, match=r"bundle/\S+: cannot be read: Permission denied"):
        open_bundle(copied_bundle)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json", "int8.safetensors"])
def test_missing_file_is_named(copied_bundle: Path, name: str) -> None:
    (copied_bundle / name).unlink()
    with pytest.raises(ModelError, match=name):
        open_bundle(copied_bundle)


def test_damaged_weights_are_found_by_checksum(copied_bundle: Path) -> None:
    weights = bytearray((copied_bundle / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (copied_bundle / "model.safetensors").write_bytes(weights)
    with pytest.raises(ModelError, match="checksum"):
        open_bundle(copied_bundle)


def test_pickled_weights_are_refused(copied_bundle: Path) -> None:
    (copied_bundle / "model.safetensors").rename(copied_bundle / "pytorch_model.bin")
    with pytest.raises(ModelError, match="pickled"):
        open_bundle(copied_bundle)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["LABEL_0", "LABEL_1", "LABEL_2"], "id2label"),
        (["entailment", "contradiction"], "2 classes"),
        (["entailment", "supported", "neutral"], "mean the same"),
    ],
)
def test_unclear_classes_are_refused(copied_bundle: Path, names: list[str], message: str) -> None:
    (copied_bundle / "manifest.json").unlink()
    config = json.loads((copied_bundle / "config.json").read_text())
    config["id2label"] = dict(enumerate(names))
    (copied_bundle / "config.json").write_text(json.dumps(config))
    with pytest.raises(LabelError, match=message):
        open_bundle(copied_bundle)


@pytest.mark.parametrize("name", ["config.json", "manifest.json"])
def test_json_of_the_wrong_kind_is_named(copied_bundle: Path, name: str) -> None:
    (copied_bundle / name).write_text("[]")
    with pytest.raises(ModelError, match=rf"{name}: damaged, holds no JSON object"):
        open_bundle(copied_bundle)


def test_fingerprint_follows_the_content(copied_bundle: Path, tiny_bundle: Path) -> None:
    before = open_bundle(copied_bundle).fingerprint
    assert before == open_bundle(tiny_bundle).fingerprint
    (copied_bundle / "manifest.json").unlink()
    (copied_bundle / "calibration.json").write_text('{"temperature": 1.0}')
    assert open_bundle(copied_bundle).fingerprint != before
