from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimcheck.cli import app
from claimcheck.errors import ModelError, OutputError
from claimcheck.model.bundle import MANIFEST, open_bundle, sha256
from claimcheck.model.registry import BUNDLED, HOME_VARIABLE, Registry


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for the user's models."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def registry(home: Path, tiny_bundle: Path, tmp_path: Path) -> Registry:
    """Two models, none of them in use."""
    registry = Registry()
    for name in ("first", "second"):
        registry.add(Path(shutil.copytree(tiny_bundle, tmp_path / name)))
    return registry


def test_without_a_folder_the_bundled_model_is_in_use(home: Path) -> None:
    registry = Registry()
    assert (registry.current, registry.current_folder, registry.names) == (BUNDLED, None, [])
    assert not home.exists()


def test_the_model_in_use_is_opened_by_default(registry: Registry) -> None:
    registry.use("first")
    assert open_bundle().folder == registry.folder / "first"


def test_rollback_retraces_every_step(registry: Registry) -> None:
    registry.use("first")
    registry.use("second")
    registry.use("second")
    assert [registry.rollback(), registry.rollback()] == ["first", BUNDLED]
    assert [change.action for change in registry.history()] == ["use", "use", "rollback", "rollback"]
    with pytest.raises(ModelError, match="nothing to go back to"):
        registry.rollback()


def test_after_a_rollback_the_way_leads_on_from_there(registry: Registry) -> None:
    registry.use("first")
    registry.rollback()
    registry.use("second")
    assert registry.rollback() == BUNDLED


def test_an_unknown_model_is_refused_with_those_there_are(registry: Registry) -> None:
    with pytest.raises(ModelError, match="bundled, first, second"):
        registry.use("third")


def test_a_model_in_use_that_is_gone_is_named(registry: Registry) -> None:
    registry.use("first")
    shutil.rmtree(registry.folder / "first")
    with pytest.raises(ModelError, match="no model 'first'"):
        open_bundle()
    registry.use(BUNDLED)
    assert registry.current_folder is None


def test_a_damaged_registry_says_which_file(registry: Registry) -> None:
    registry.use("first")
    (registry.folder / "registry.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"registry\.json: damaged"):
        open_bundle()


def test_adding_again_replaces_the_whole_model(registry: Registry, tmp_path: Path) -> None:
    (registry.folder / "first" / "left-over.txt").write_text("old", encoding="utf-8")
    registry.add(tmp_path / "first")
    assert not (registry.folder / "first" / "left-over.txt").exists()
    assert registry.names == ["first", "second"]


@pytest.mark.parametrize("path", [".", "../first"])
def test_a_model_is_named_by_its_folder_however_it_is_given(
    registry: Registry, tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / "first")
    assert registry.add(Path(path)) == "first"
    assert registry.names == ["first", "second"]


@pytest.mark.parametrize("name", [BUNDLED, ".hidden", "registry.json"])
def test_a_name_that_no_model_can_have_is_refused(registry: Registry, tmp_path: Path, name: str) -> None:
    registry.use("first")
    bundle = (tmp_path / "first").rename(tmp_path / name)
    with pytest.raises(ModelError, match=rf"cannot be named '{name}'; rename its folder"):
        registry.add(bundle)
    assert registry.current == "first"
    assert registry.names == ["first", "second"]


def test_a_model_stays_when_it_cannot_be_replaced(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == ".first.unfinished":
            raise OSError("the disk is gone")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OutputError, match="the disk is gone"):
        registry.add(tmp_path / "first")
    assert open_bundle(registry.folder_of("first")).name == "tiny"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, tiny_bundle: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match=HOME_VARIABLE):
        Registry(tmp_path / "file" / "models").add(tiny_bundle)


def test_a_place_that_may_not_be_read_is_named() -> None:
    with pytest.raises(ModelError, match=f"cannot be read: File name too long; set {HOME_VARIABLE}"):
        _ = Registry(Path("x" * 300)).names


def test_command_line_lists_uses_and_rolls_back(registry: Registry) -> None:
    runner = CliRunner()
    assert "in use: second" in runner.invoke(app, ["model", "use", "second"]).stdout
    listed = runner.invoke(app, ["model", "list"]).stdout
    assert "* second" in listed
    assert "  first" in listed
    assert BUNDLED in listed
    assert "in use: bundled" in runner.invoke(app, ["model", "rollback"]).stdout


def test_command_line_refuses_a_damaged_model(registry: Registry) -> None:
    (registry.folder / "first" / "int8.safetensors").write_bytes(b"")
    outcome = CliRunner().invoke(app, ["model", "use", "first"])
    assert isinstance(outcome.exception, ModelError)
    assert registry.current == BUNDLED
    assert "cannot be used" in CliRunner().invoke(app, ["model", "list"]).stdout


def test_a_model_with_unclear_classes_is_listed_as_such(registry: Registry) -> None:
    folder = registry.folder / "first"
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["id2label"] = {"0": "cats", "1": "dogs", "2": "mice"}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"]["config.json"] = sha256(folder / "config.json")
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    listed = CliRunner().invoke(app, ["model", "list"]).stdout
    assert "cannot be used" in listed
    assert "second" in listed
