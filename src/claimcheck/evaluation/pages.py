"""What a person reads after a run: a Markdown table, figures, and one HTML page that needs nothing beside it."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from claimcheck.errors import OutputError
from claimcheck.evaluation.figures import overview_figure, slice_figure, task_figure
from claimcheck.evaluation.findings import read_mistakes
from claimcheck.evaluation.mistakes import worst_errors
from claimcheck.evaluation.results import Results, SliceResult
from claimcheck.evaluation.wording import figure, plain, spaced, with_interval

ERRORS_PER_TASK = 60


def write_pages(results: Results, folder: Path) -> Path:
    """Write ``results.md``, ``figures/*.svg`` and ``results.html`` beside a run's ``results.json``.

    Returns:
        The HTML page.

    Raises:
        InputError: predictions or mistakes that the results name are gone.
        OutputError: a file cannot be written.
        MissingExtraError: matplotlib is not installed.
    """
    drawn = {"overview": overview_figure(results), "slices": slice_figure(_without_sources(results.slices))}
    drawn |= {f"task-{task.name}": task_figure(task) for task in results.tasks}
    mistakes = [row for task in results.tasks for row in worst_errors(task, folder, ERRORS_PER_TASK)]
    mistakes += [row for task in results.end_to_end for row in read_mistakes(folder / task.mistakes)]
    mistakes.sort(key=lambda row: -row["margin"])
    page = folder / "results.html"
    try:
        (folder / "figures").mkdir(exist_ok=True)
        for name, svg in drawn.items():
            (folder / "figures" / f"{name}.svg").write_bytes(svg)
        (folder / "results.md").write_text(markdown(results), encoding="utf-8")
        template = _environment().get_template("results.html.j2")
        figures = {name: _data_uri(svg) for name, svg in drawn.items()}
        page.write_text(
            template.render(results=results, figures=figures, mistakes=_json_for_script(mistakes)), encoding="utf-8"
        )
    except OSError as error:
        raise OutputError(f"{error.filename}: cannot be written: {error.strerror}; choose another folder") from error
    return page


def markdown(results: Results) -> str:
    """The main figures as Markdown tables."""
    return _environment().get_template("results.md.j2").render(results=results)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("claimcheck.evaluation"),
        autoescape=select_autoescape(("html.j2", "html")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"plain": plain, "spaced": spaced, "with_interval": with_interval, "figure": figure}
    return environment


def _without_sources(slices: list[SliceResult]) -> list[SliceResult]:
    return [item for item in slices if not item.slice.startswith("source: ")]


def _data_uri(svg: bytes) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg).decode()


def _json_for_script(value: object) -> Markup:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - every character that HTML gives a meaning is replaced above
