"use strict";

// Reading needs none of this: scripts add the filter by source, and corrections.
document.documentElement.classList.add("scripts");

const { key: reportKey, verdicts, articles } = JSON.parse(document.getElementById("corrections").textContent);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);

// ---- Filters

const findings = all(".finding");

function filter() {
  const status = one('[name="status"]:checked').value;
  const source = one('[name="source"]:checked');
  for (const finding of findings) {
    finding.hidden = !("all" in source.dataset) && finding.dataset.source !== source.value;
  }
  for (const section of all(".group, .event")) {
    section.hidden = all(".finding", section).every((finding) => finding.hidden);
  }
  const shown = findings.filter((finding) => !finding.hidden && (!status || finding.dataset.status === status));
  one(".nothing").hidden = shown.length > 0;
}

/** A link to a finding that the filters hide shows it again. */
function showTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (target && target.matches(".finding") && !target.checkVisibility()) {
    for (const name of ["status", "source"]) one(`[name="${name}"]`).checked = true;
    filter();
    target.scrollIntoView();
  }
}

for (const input of all(".filter input")) input.addEventListener("change", filter);
addEventListener("hashchange", showTarget);

// ---- Corrections: what the reader says of each verdict, kept by the browser until it is saved to a file

const storageKey = `claimcheck-corrections-${reportKey}`;
const tray = one(".tray");
let corrections = {};
let saved = true;

function remember() {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ corrections, saved }));
  } catch {
    // A browser may refuse storage to local files; the warning on leaving the page still stands.
  }
}

function recall() {
  try {
    ({ corrections, saved } = JSON.parse(localStorage.getItem(storageKey)) ?? { corrections, saved });
  } catch {
    // Nothing was kept, or it cannot be read.
  }
}

/** Only a decided label that the model missed can rest on a passage other than the quote. */
function asksForPassage(id, label) {
  const { predicted, quote } = verdicts[id];
  return quote !== null && label !== predicted && label !== "not_enough_info";
}

function show(fieldset) {
  const correction = corrections[fieldset.dataset.verdict];
  for (const input of all('[type="radio"]', fieldset)) input.checked = input.value === correction?.label;
  const passage = one(".shown", fieldset);
  passage.hidden = !correction || !asksForPassage(fieldset.dataset.verdict, correction.label);
  if (correction) one("input", passage).checked = correction.byQuote;
  one(".undo", fieldset).hidden = !correction;
}

function showTray() {
  const count = Object.keys(corrections).length;
  tray.hidden = count === 0;
  one("p", tray).textContent = `${count} ${count === 1 ? "verdict" : "verdicts"} marked${saved ? ", saved" : ""}`;
}

function changed(fieldset) {
  saved = Object.keys(corrections).length === 0;
  remember();
  show(fieldset);
  showTray();
}

/** One row per correction, in the columns that retraining reads. */
function row(id) {
  const { claim, quote, article, group, predicted } = verdicts[id];
  const { label, byQuote } = corrections[id];
  const evidence = quote !== null && (byQuote || !asksForPassage(id, label)) ? quote : articles[article];
  return { id, group, claim, evidence, label, predicted, source: "correction" };
}

function save() {
  const lines = Object.keys(corrections).map((id) => `${JSON.stringify(row(id))}\n`);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(lines, { type: "application/jsonl" }));
  link.download = `corrections-${reportKey}.jsonl`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  saved = true;
  remember();
  showTray();
}

function discard() {
  if (!confirm("Discard all your marks on this report?")) return;
  corrections = {};
  saved = true;
  remember();
  all(".correction").forEach(show);
  showTray();
}

for (const fieldset of all(".correction")) {
  const id = fieldset.dataset.verdict;
  for (const input of all('[type="radio"]', fieldset)) {
    input.addEventListener("change", () => {
      corrections[id] = { label: input.value, byQuote: verdicts[id].predicted !== "not_enough_info" };
      changed(fieldset);
    });
  }
  one(".shown input", fieldset).addEventListener("change", (event) => {
    corrections[id].byQuote = event.target.checked;
    changed(fieldset);
  });
  one(".undo", fieldset).addEventListener("click", () => {
    delete corrections[id];
    changed(fieldset);
    one("input", fieldset).focus();
  });
}
one(".save").addEventListener("click", save);
one(".discard").addEventListener("click", discard);
addEventListener("beforeunload", (event) => {
  if (!saved) event.preventDefault();
});

filter();
recall();
all(".correction").forEach(show);
showTray();
showTarget();
