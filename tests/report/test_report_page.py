"""The page in a browser: filters, corrections, and the file that retraining reads."""

import json
import re
import shutil
import subprocess

import pytest
from lxml import html as lxml_html

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here")

#: Acts like a reader, and writes what happened into the page.
READER = """
const seen = {};
const pick = (id, label) => document.querySelector(`[data-verdict="${id}"] [value="${label}"]`).click();
const shown = () => [...document.querySelectorAll(".finding")].filter((finding) => finding.checkVisibility()).length;
const event = "karrow-bay-ferry";
URL.createObjectURL = (blob) => { blob.text().then((text) => {
  seen.saved = text;
  document.body.dataset.seen = JSON.stringify(seen);
}); return "#"; };

seen.all = shown();
document.querySelector('[name="status"][value="contradicted"]').click();
seen.contradicted = shown();
document.querySelector('[name="source"][value="local-paper"]').click();
seen.contradictedLocal = shown();
document.querySelector('[name="status"][value="supported"]').click();
seen.nothing = document.querySelector(".nothing").checkVisibility();
document.querySelector('[name="status"][value=""]').click();
document.querySelector('[name="source"]').click();

seen.trayBefore = document.querySelector(".tray").checkVisibility();
pick(`${event}/agency.2/local-paper`, "contradicted");
pick(`${event}/agency.4/broadcaster`, "not_enough_info");
pick(`${event}/agency.7/broadcaster`, "supported");
pick(`${event}/agency.5/local-paper`, "supported");
document.querySelector(`[data-verdict="${event}/agency.5/local-paper"] [type="checkbox"]`).click();
pick(`${event}/agency.1/local-paper`, "supported");
document.querySelector(`[data-verdict="${event}/agency.1/local-paper"] .undo`).click();
seen.tray = document.querySelector(".tray p").textContent;
seen.kept = Object.keys(JSON.parse(Object.values(localStorage)[0]).corrections).length;
document.querySelector(".save").click();
seen.traySaved = document.querySelector(".tray p").textContent;
"""


@pytest.fixture(scope="module")
def seen(report, tmp_path_factory):
    """What the reader saw. The reader's script is let in by widening the page's policy, for this test alone."""
    folder = tmp_path_factory.mktemp("page")
    page = re.sub(r"script-src '[^']+'", "script-src 'unsafe-inline'", report.to_html())
    path = folder / "report.html"
    path.write_text(page.replace("</body>", f"<script>{READER}</script></body>"), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    flags += ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder / 'user'}"]
    command = [BROWSER, *flags, "--virtual-time-budget=2000", "--dump-dom", path.as_uri()]
    dump = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True).stdout
    return json.loads(lxml_html.document_fromstring(dump).body.get("data-seen"))


@pytest.fixture(scope="module")
def saved(seen):
    return {row["id"].split("/", 1)[1]: row for row in map(json.loads, seen["saved"].splitlines())}


def test_filters_show_what_fits_both(seen):
    assert (seen["all"], seen["contradicted"], seen["contradictedLocal"]) == (12, 4, 1)
    assert seen["nothing"]


def test_marks_are_counted_and_kept_by_the_browser(seen):
    assert not seen["trayBefore"]
    assert seen["tray"] == "4 verdicts marked"
    assert seen["kept"] == 4
    assert seen["traySaved"] == "4 verdicts marked, saved"


def test_each_correction_is_a_row_to_train_on(saved):
    assert set(saved) == {
        "agency.2/local-paper",
        "agency.4/broadcaster",
        "agency.7/broadcaster",
        "agency.5/local-paper",
    }
    assert saved["agency.2/local-paper"] == {
        "id": "karrow-bay-ferry/agency.2/local-paper",
        "group": "karrow-bay-ferry",
        "claim": "Twenty-three people were injured, none of them seriously, according to the regional hospital.",
        "evidence": "Nineteen people were injured, the hospital in Karrow told the Courier.",
        "label": "contradicted",
        "predicted": "contradicted",
        "source": "correction",
    }


def test_the_quote_is_the_evidence_unless_the_deciding_passage_stands_elsewhere(saved, report):
    texts = {article.id: article.text for article in report.articles}
    assert (
        saved["agency.4/broadcaster"]["evidence"] == "Transport Minister Elin Vargo declined to comment on the cause."
    )
    assert saved["agency.7/broadcaster"]["evidence"] == texts["broadcaster"]
    assert saved["agency.5/local-paper"]["evidence"] == texts["local-paper"]
