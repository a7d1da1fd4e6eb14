import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from example_events import ARTICLES, write_event
from example_tasks import NAMES, example, write_suite, write_task

from claimcheck.errors import InputError
from claimcheck.evaluation.baselines import fit_baseline, training_rows
from claimcheck.evaluation.pages import markdown, write_pages
from claimcheck.evaluation.run import run_suite
from claimcheck.evaluation.suites import DATA_VARIABLE, load_suite
from claimcheck.records import Article

TRAIN = [
    *(example(n, "supported", "The bridge opened.", "The bridge opened on time.") for n in range(6)),
    *(example(n, "contradicted", "The bridge never opened.", "Cars crossed the new bridge.") for n in range(4)),
    *(example(n, "not_enough_info", "The mayor sang.", "Rain is expected tomorrow.") for n in range(2)),
    example(99, "not_supported", "Half a label.", "It is passed over."),
]


def test_majority_answers_with_the_shares_of_the_labels():
    (said,) = fit_baseline("majority", TRAIN).predict([{"claim": "x", "evidence": "y"}])
    assert said.label == "supported"
    assert [said.probabilities[name] for name in NAMES] == pytest.approx([6 / 12, 4 / 12, 2 / 12])


@pytest.mark.parametrize("name", ["overlap", "tfidf"])
def test_fitted_baselines_learn_what_there_is_to_learn(name):
    baseline = fit_baseline(name, TRAIN)
    copy, other = baseline.predict(
        [
            {"claim": "The bridge opened.", "evidence": "The bridge opened on time."},
            {"claim": "The mayor sang.", "evidence": "Rain is expected tomorrow."},
        ]
    )
    assert copy.label == "supported"
    assert other.probabilities["supported"] < copy.probabilities["supported"]
    assert sum(other.probabilities.values()) == pytest.approx(1)


def test_the_fingerprint_follows_the_training_rows():
    assert fit_baseline("majority", TRAIN).fingerprint == fit_baseline("majority", TRAIN).fingerprint
    assert fit_baseline("majority", TRAIN).fingerprint != fit_baseline("majority", TRAIN[1:]).fingerprint


def test_articles_are_checked_with_the_nearest_sentence_as_quote():
    articles = [Article(name, text, event="tram") for name, text in ARTICLES.items()]
    report = fit_baseline("overlap", TRAIN).check(articles)
    derailed = next(item for item in report.findings if "derailed" in item.claim.text)
    assert derailed.verdicts[0].prediction.evidence[0].text.startswith("Nineteen people were injured when the tram")
    assert {item.claim.article for item in report.findings} == set(ARTICLES)


@pytest.fixture
def suite(tmp_path):
    for split in ("test", "train"):
        write_event(tmp_path / "data" / split, name=f"tram-{split}")
        write_task(tmp_path, f"cross_{split}", [], source={"crosscheck": f"../data/{split}"})
    write_suite(
        tmp_path,
        "all",
        ["cross_test"],
        end_to_end=["cross_test"],
        baselines=["majority", "overlap"],
        train="cross_train",
    )
    return load_suite("all", tmp_path)


def test_a_suite_is_run_beside_its_baselines(suite, tmp_path):
    results = run_suite(fit_baseline("overlap", TRAIN), suite, tmp_path / "out", resamples=40)
    assert results.task("cross_test").baselines["baseline majority"].value == 0.5
    found = results.end_to_end[0].baselines["baseline overlap"]
    assert [item.label for item in found] == ["contradicted", "supported"]
    text = markdown(results)
    assert "| cross_test | accuracy | " in text
    assert "| baseline majority | contradicted | " in text
    assert "Beside baselines" in write_pages(results, tmp_path / "out").read_text(encoding="utf-8")


def test_baselines_of_other_suites_are_fitted_on_the_mirror(tmp_path, monkeypatch):
    write_task(tmp_path, "towns", [])
    towns = load_suite("towns", tmp_path)
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "mirror"))
    with pytest.raises(InputError, match="no Parquet files to fit baselines on"):
        training_rows(towns)
    (tmp_path / "mirror" / "train").mkdir(parents=True)
    rows = [{"claim": "It rained.", "evidence": "It was wet.", "label": label} for label in (*NAMES, "not_supported")]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "mirror" / "train" / "weather-news.parquet")
    assert [row.source for row in training_rows(towns)] == ["weather_news"] * 4


def test_useless_rows_are_refused():
    with pytest.raises(InputError, match="none of the 1 training rows"):
        fit_baseline("majority", TRAIN[-1:])
    with pytest.raises(InputError, match="at least two labels"):
        fit_baseline("overlap", TRAIN[:3])
