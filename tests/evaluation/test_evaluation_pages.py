import base64
import json
import re
import shutil

import pytest
import yaml
from example_tasks import Oracle, rows, write_suite, write_task

from claimcheck.errors import InputError
from claimcheck.evaluation.mistakes import worst_errors
from claimcheck.evaluation.model_card import KnownFailure, ModelFacts, TrainingSource, render_model_card
from claimcheck.evaluation.pages import markdown, write_pages
from claimcheck.evaluation.run import run_suite
from claimcheck.evaluation.suites import load_suite

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    root = tmp_path_factory.mktemp("run")
    records = rows(60, right=0.5)
    records[0] |= {"claim": HOSTILE, "label": "supported", "evidence": "contradicted " + "long text " * 300 + "\u2028"}
    write_task(root, "towns", records, targets={"accuracy": {"must": 0.5, "aim": 0.99}, "ece": {"must": 1, "aim": 0}})
    write_suite(root, "all", ["towns"])
    results = run_suite(Oracle("oracle <i>"), load_suite("all", root), root / "out", against=Oracle("b"), resamples=40)
    page = write_pages(results, root / "out")
    return results, root / "out", page.read_text(encoding="utf-8")


def test_the_page_stands_alone_and_runs_nothing_that_rows_say(finished):
    _, _, page = finished
    assert HOSTILE not in page
    assert "<i>" not in page
    assert not re.search(r"(src|href)=\"(?!data:|#)", page)
    assert page.count("<script") == 2


def test_the_page_holds_the_errors_for_reading(finished):
    results, _, page = finished
    shown = json.loads(re.search(r'id="rows">(.*?)</script>', page, re.DOTALL).group(1))
    wrong = results.task("towns").rows - sum(results.task("towns").confusion[n][n] for n in range(3))
    assert len(shown) == wrong
    hostile = next(row for row in shown if row["claim"] == HOSTILE)
    assert (hostile["gold"], hostile["predicted"], hostile["quote"]) == ("supported", "contradicted", "contradicted")
    assert hostile["after"].endswith(" ...")
    assert "claim: has a number" in hostile["slices"]


def test_figures_are_svg_files_and_the_same_ones_in_the_page(finished):
    _, folder, page = finished
    files = sorted((folder / "figures").glob("*.svg"))
    assert [path.stem for path in files] == ["overview", "slices", "task-towns"]
    for path in files:
        assert base64.b64encode(path.read_bytes()).decode() in page


def test_worst_errors_come_first(finished):
    results, folder, _ = finished
    margins = [row["margin"] for row in worst_errors(results.task("towns"), folder, limit=5)]
    assert len(margins) == 5
    assert margins == sorted(margins, reverse=True)


def test_lost_predictions_are_said_to_be_lost(finished, tmp_path):
    results, _, _ = finished
    with pytest.raises(InputError, match="run the suite again"):
        worst_errors(results.task("towns"), tmp_path, limit=5)


def test_markdown_tables_have_as_many_cells_as_their_heads(finished):
    results, folder, _ = finished
    text = markdown(results)
    assert (folder / "results.md").read_text(encoding="utf-8") == text
    assert "| towns | 60 | ECE |" in text
    assert "## Against b" in text
    _assert_tables(text)


def test_a_suite_without_targets_has_no_columns_for_them(finished):
    results, _, _ = finished
    bare = results.model_copy(update={"tasks": [results.tasks[0].model_copy(update={"targets": []})]})
    assert "must" not in markdown(bare)
    _assert_tables(markdown(bare))


def test_the_model_card_has_valid_metadata_and_every_source(finished):
    results, _, _ = finished
    facts = ModelFacts(
        name="claimcheck-small",
        base_model="a/b",
        parameters=22_700_000,
        size=24_000_000,
        training_hours=5.25,
        training_hardware="two cores",
        training_energy=0.4,
        sources=[TrainingSource(name="towns", rows=10, licence="CC0 | by us", origin="written")],
        failures=[
            KnownFailure(claim="a", evidence="b", expected="not_enough_info", predicted="supported", why="short")
        ],
        pictures={"figures/task-towns.svg": "Towns"},
        command="claimcheck evaluate run all",
    )
    card = render_model_card(results, facts)
    head = yaml.safe_load(card.split("---")[1])
    entry = head["model-index"][0]["results"][0]
    assert entry["dataset"] == {"name": "towns", "type": "towns", "split": "test"}
    assert entry["metrics"][0]["value"] == round(results.task("towns").metrics["accuracy"].value, 4)
    assert r"| towns | 10 | CC0 \| by us | written |" in card
    assert "5.2 hours on two cores, about 0.40 kWh." in card
    assert "Should be not enough info, comes out as supported: short" in card
    assert "![Towns](figures/task-towns.svg)" in card
    _assert_tables(card)


def test_the_model_card_has_what_the_hub_asks_for(finished):
    hub = pytest.importorskip("huggingface_hub")
    results, _, _ = finished
    facts = ModelFacts(name="m", base_model="a/b", parameters=1, size=1, sources=[], command="c")
    card = hub.ModelCard(render_model_card(results, facts))
    assert card.data.eval_results[0].metric_type == "accuracy"
    assert card.data.license == "apache-2.0"


def _assert_tables(text):
    width = None
    for line in text.splitlines():
        if not line.startswith("|"):
            width = None
            continue
        cells = len(re.split(r"(?<!\\)\|", line))
        width = width or cells
        assert cells == width, line


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium")
def test_filters_work_in_a_browser(finished, tmp_path):
    import subprocess

    _, _, page = finished
    driven = page.replace(
        "</body>",
        "<script>form.elements.gold.value = 'supported'; form.dispatchEvent(new Event('input'));</script></body>",
    )
    (tmp_path / "page.html").write_text(driven, encoding="utf-8")
    quiet = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    done = subprocess.run(
        ["chromium", *quiet, "--dump-dom", (tmp_path / "page.html").as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    shown = re.findall(r'<span class="tag \w+">gold: ([\w ]+)</span>', done.stdout)
    assert shown
    assert set(shown) == {"supported"}
    assert "&lt;/script&gt;&lt;script&gt;alert(1)" in done.stdout
