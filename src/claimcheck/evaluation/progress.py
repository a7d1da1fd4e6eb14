"""How far a run is, and how long it will still take."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class ProgressBar:
    """A progress bar with the time left, on a terminal; silence elsewhere."""

    def __init__(self, console: Console | None, total: int) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, disable=console is None or not console.is_terminal)
        self._task = self._progress.add_task("evaluate", total=total)

    def __enter__(self) -> ProgressBar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def advance(self, task: str, rows: int) -> None:
        """Show that so many more rows of a task are done."""
        self._progress.update(self._task, description=task, advance=rows)
