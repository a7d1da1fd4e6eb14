import pytest
from example_tasks import NAMES, example

from claimcheck.errors import ConfigError, InputError
from claimcheck.evaluation.baselines import fit_baseline

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


def test_unknown_names_and_useless_rows_are_refused():
    with pytest.raises(ConfigError, match="majority, overlap, tfidf, embedding"):
        fit_baseline("oracle", TRAIN)
    with pytest.raises(InputError, match="none of the 1 training rows"):
        fit_baseline("majority", TRAIN[-1:])
    with pytest.raises(InputError, match="at least two labels"):
        fit_baseline("overlap", TRAIN[:3])
