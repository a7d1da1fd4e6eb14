"""The page of worst errors in a browser: a reader filters by slice and by words."""

import json
import shutil
import subprocess

import pytest
from example_tasks import Oracle, rows, write_suite, write_task
from lxml import html as lxml_html

from claimcheck.evaluation.pages import write_pages
from claimcheck.evaluation.run import run_suite
from claimcheck.evaluation.suites import load_suite

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here")

#: Acts like a reader, and writes what was seen into the page.
READER = """
const seen = {options: [...form.elements.slice.options].map(option => option.text)};
function choose(name, value) {
  form.elements[name].value = value;
  form.dispatchEvent(new Event("input"));
  return parseInt(count.textContent);
}
seen.all = choose("slice", "");
seen.north = choose("slice", "area: north");
seen.northAndWord = choose("text", "town 3 ");
seen.cards = list.querySelectorAll("article").length;
document.body.dataset.seen = JSON.stringify(seen);
"""


def test_errors_can_be_filtered_by_slice_and_by_words(tmp_path):
    records = [row | {"area": "north" if n % 2 else "south"} for n, row in enumerate(rows(60, right=0))]
    write_task(tmp_path, "towns", records, slice_columns=["area"])
    write_suite(tmp_path, "all", ["towns"])
    results = run_suite(Oracle(), load_suite("all", tmp_path), tmp_path / "out", resamples=40)
    page = write_pages(results, tmp_path / "out")
    page.write_text(page.read_text(encoding="utf-8").replace("show();\n</script>", f"show();\n{READER}</script>"))
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    flags += ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={tmp_path / 'user'}"]
    command = [BROWSER, *flags, "--dump-dom", page.as_uri()]
    dump = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True).stdout
    seen = json.loads(lxml_html.document_fromstring(dump).body.get("data-seen"))
    matrix = results.task("towns").confusion
    wrong = sum(map(sum, matrix)) - sum(matrix[n][n] for n in range(3))
    assert seen["all"] == wrong
    assert f"area: north ({seen['north']})" in seen["options"]
    assert 0 < seen["northAndWord"] < seen["north"] < wrong
    assert seen["cards"] == min(seen["northAndWord"], 20)
