"""The near end of an engine's process: starts it, tells it what to score, and ends it."""

from __future__ import annotations

import json
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Self

_SHOWN_LINES = 4
_ROOT = Path(__file__).parents[1]


class EngineError(Exception):
    """An engine could not be made, loaded or run; the message ends with what its process printed last."""


class EngineProcess:
    """An engine that lives in its own process from the start of ``with`` to its end.

    Args:
        python: interpreter that has the engine's libraries.
        engine: its name, as :mod:`benchmarks.worker` knows it.
        folder: its model.
        threads: cores that it may use.

    Attributes:
        start_seconds: from the start of the interpreter until the model was loaded.
        libraries: versions of the libraries in its environment.
    """

    def __init__(self, python: str, engine: str, folder: Path, threads: int) -> None:
        self.engine = engine
        self._command = [python, "-m", "benchmarks.worker", engine, str(folder), str(threads)]
        self.start_seconds = 0.0
        self.libraries: dict[str, str] = {}

    def __enter__(self) -> Self:
        self._printed = TemporaryFile("w+", encoding="utf-8", errors="replace")
        started = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603 - our own worker
            self._command,
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._printed,
            text=True,
        )
        try:
            self.libraries = self._reply()["libraries"]
        except EngineError:
            self.__exit__()
            raise
        self.start_seconds = time.perf_counter() - started
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
        self._printed.close()

    def score(self, pairs: Path, answers: Path | None = None) -> dict[str, Any]:
        """Seconds taken by the pairs of a JSON file, and the process's peak memory so far, in bytes.

        Args:
            pairs: list of [claim, window].
            answers: where the answers go, as a NumPy array.

        Raises:
            EngineError: the engine's process ended.
        """
        order = {"pairs": str(pairs), "answers": str(answers) if answers else None}
        with suppress(BrokenPipeError):  # the missing reply tells more
            print(json.dumps(order), file=self._process.stdin, flush=True)
        return self._reply()

    def _reply(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._printed.seek(0)
            raise EngineError(f"{self.engine}: {last_lines(self._printed.read())}")
        reply: dict[str, Any] = json.loads(line)
        return reply


def prepare_cross_encoder(python: str, form: str, bundle: Path, folder: Path, calibration: Path) -> None:
    """Have the model of a CrossEncoder engine written to ``folder``, in a process of its own.

    Raises:
        EngineError: it failed, perhaps for a library that is not installed.
    """
    command = [python, "-m", "benchmarks.cross_encoder", form, *map(str, (bundle, folder, calibration))]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise EngineError(f"{form}: {last_lines(done.stderr)}")


def last_lines(text: str) -> str:
    """The end of what a process printed, where its error is."""
    return " / ".join(line.strip() for line in text.strip().splitlines()[-_SHOWN_LINES:])
