"""The user's own models: which there are, which one is in use, and how to go back."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from claimcheck.errors import ModelError, OutputError

#: Environment variable that names the folder for what a user's claimcheck keeps; ``~/.claimcheck`` by default.
HOME_VARIABLE = "CLAIMCHECK_HOME"
#: Name of the model that comes with the package; it is in use until another one is.
BUNDLED = "bundled"

_STATE = "registry.json"


@dataclass(frozen=True, slots=True)
class Change:
    """A model came into use, at an ISO 8601 time, because it was chosen or because the one before was called back."""

    time: str
    action: Literal["use", "rollback"]
    model: str


class Registry:
    """Models in a folder of the user, one subfolder each, and the history of which was in use.

    Args:
        folder: by default ``models`` in ``$CLAIMCHECK_HOME``, or in ``~/.claimcheck``. It need not exist.

    >>> import tempfile
    >>> Registry(Path(tempfile.mkdtemp())).current
    'bundled'
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or _default_folder()

    @property
    def names(self) -> list[str]:
        """Names of the user's models.

        Raises:
            ModelError: the folder cannot be read.
        """
        try:
            if not self.folder.is_dir():
                return []
            return sorted(
                path.name for path in self.folder.iterdir() if path.is_dir() and not path.name.startswith(".")
            )
        except OSError as error:
            raise ModelError(
                f"{self.folder}: cannot be read: {error.strerror}; set {HOME_VARIABLE} to a folder that can"
            ) from error

    @property
    def current(self) -> str:
        """Name of the model in use."""
        return self._used()[-1]

    @property
    def current_folder(self) -> Path | None:
        """Folder of the model in use; None if it is the bundled one.

        Raises:
            ModelError: the folder is gone, or the registry's file is damaged.
        """
        return None if self.current == BUNDLED else self.folder_of(self.current)

    def folder_of(self, name: str) -> Path:
        """Folder of one of the user's models.

        Raises:
            ModelError: there is no such model; the message lists those there are.
        """
        if name not in self.names:
            known = ", ".join([BUNDLED, *self.names])
            raise ModelError(f"{self.folder}: no model {name!r}; run: claimcheck model use NAME, with one of: {known}")
        return self.folder / name

    def history(self) -> list[Change]:
        """Every change of the model in use, oldest first.

        Raises:
            ModelError: the registry's file is damaged.
        """
        path = self.folder / _STATE
        try:
            return [Change(**change) for change in json.loads(path.read_text(encoding="utf-8"))["history"]]
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return []
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"{path}: damaged ({error}); remove this file, and the bundled model is in use") from error

    def add(self, bundle: Path) -> str:
        """Copy a bundle into the registry under the name of its folder, whole or not at all; returns the name.

        Raises:
            ModelError: no model can have that name.
            OutputError: the registry cannot be written.
        """
        name = bundle.resolve().name
        if name in ("", BUNDLED, _STATE) or name.startswith("."):
            raise ModelError(f"{bundle}: a model of yours cannot be named {name!r}; rename its folder")
        target = self.folder / name
        unfinished, replaced = self.folder / f".{name}.unfinished", self.folder / f".{name}.replaced"
        with self._writing():
            shutil.rmtree(unfinished, ignore_errors=True)
            shutil.copytree(bundle, unfinished)
            if target.exists():
                shutil.rmtree(replaced, ignore_errors=True)
                target.rename(replaced)
            try:
                unfinished.rename(target)
            except OSError:
                if replaced.exists():
                    replaced.rename(target)
                raise
            shutil.rmtree(replaced, ignore_errors=True)
        return name

    def use(self, name: str) -> None:
        """Make a model the one that is opened by default; :data:`BUNDLED` is the one of the package.

        Raises:
            ModelError: there is no such model.
            OutputError: the registry cannot be written.
        """
        if name != BUNDLED:
            self.folder_of(name)
        if name != self.current:
            self._record("use", name)

    def rollback(self) -> str:
        """Go back to the model that was in use before this one; returns its name.

        Raises:
            ModelError: there is none before it, or it is gone.
            OutputError: the registry cannot be written.
        """
        used = self._used()
        if len(used) == 1:
            raise ModelError("the bundled model is in use, and none was before it; there is nothing to go back to")
        previous = used[-2]
        if previous != BUNDLED:
            self.folder_of(previous)
        self._record("rollback", previous)
        return previous

    def _used(self) -> list[str]:
        """The models in use one after the other, without those called back."""
        used = [BUNDLED]
        for change in self.history():
            if change.action == "use":
                used.append(change.model)
            elif len(used) > 1:
                used.pop()
        return used

    def _record(self, action: Literal["use", "rollback"], model: str) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        history = [asdict(change) for change in [*self.history(), Change(now, action, model)]]
        path = self.folder / _STATE
        unfinished = path.with_suffix(".unfinished")
        with self._writing():
            unfinished.write_text(json.dumps({"history": history}, indent=2) + "\n", encoding="utf-8")
            unfinished.replace(path)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            yield
        except OSError as error:
            raise OutputError(
                f"{self.folder}: cannot be written: {error}; set {HOME_VARIABLE} to a folder that can"
            ) from error


def _default_folder() -> Path:
    # Unlike Path.expanduser, this does not fail for a user without a home.
    return Path(os.path.expanduser(os.environ.get(HOME_VARIABLE) or "~/.claimcheck")) / "models"
