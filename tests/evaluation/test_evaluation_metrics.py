import numpy as np
import pytest
from example_tasks import NAMES, example, prediction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.metrics import balanced_accuracy_score, brier_score_loss, roc_auc_score

from claimcheck.evaluation.measures import compute_metrics
from claimcheck.evaluation.resampling import weighted_metrics
from claimcheck.evaluation.scored import ScoredRows, pool, pool_correctness, score_rows
from claimcheck.evaluation.suites import LabelScheme

SLOW_FIRST_CALL = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def scored_rows(draw, scheme=None):
    scheme = scheme or draw(st.sampled_from(list(LabelScheme)))
    seed, count = draw(st.integers(0, 10_000)), draw(st.integers(2, 40))
    random = np.random.default_rng(seed)
    # Rounded, so that rows tie.
    chances = np.round(random.dirichlet(np.ones(3), count), draw(st.integers(1, 6))) + 1e-9
    chances /= chances.sum(axis=1, keepdims=True)
    labels = NAMES if scheme is not LabelScheme.SUPPORTED_CONTRADICTED else NAMES[:2]
    examples = [
        example(number, str(random.choice(labels)), group=f"g{random.integers(0, 8)}") for number in range(count)
    ]
    return score_rows(examples, [prediction(*row) for row in chances.tolist()], scheme)


@SLOW_FIRST_CALL
@given(scored_rows())
def test_weights_of_one_give_the_figures_of_the_modules(scored):
    modules = compute_metrics(scored)
    ones = weighted_metrics(scored, np.ones((1, scored.group_count)))
    assert modules.keys() == ones.keys()
    for name, value in modules.items():
        assert ones[name][0] == pytest.approx(value, abs=1e-9), name


@SLOW_FIRST_CALL
@given(scored_rows(), st.integers(0, 1000))
def test_weights_are_the_same_as_repeated_rows(scored, seed):
    times = np.random.default_rng(seed).integers(1, 4, scored.group_count)
    index = np.repeat(np.arange(len(scored.gold)), times[scored.groups])
    repeated = ScoredRows(
        scored.classes, scored.gold[index], scored.predicted[index], scored.probabilities[index], scored.groups[index]
    )
    weighted = weighted_metrics(scored, times[None, :].astype(float))
    for name, value in compute_metrics(repeated).items():
        if name != "ece_equal_mass":  # its bins stay those of the sample
            assert weighted[name][0] == pytest.approx(value, abs=1e-9), name


def test_figures_of_a_table_worked_by_hand():
    gold = ["supported", "supported", "contradicted", "not_enough_info"]
    said = [(0.8, 0.1, 0.1), (0.2, 0.6, 0.2), (0.1, 0.9, 0.0), (0.3, 0.4, 0.3)]
    scored = score_rows([example(n, name) for n, name in enumerate(gold)], [prediction(*row) for row in said])
    figures = compute_metrics(scored)
    assert figures["accuracy"] == 0.5
    assert figures["recall_supported"] == 0.5
    assert figures["precision_contradicted"] == pytest.approx(1 / 3)
    assert figures["macro_f1"] == pytest.approx((2 / 3 + 1 / 2 + 0) / 3)
    assert figures["false_contradiction_rate"] == pytest.approx(2 / 3)
    assert figures["selective_accuracy_50"] == 1.0
    assert figures["auprc_contradicted"] == 1.0
    # Each row in a bin of its own: |0.8 - 1| + |0.6 - 0| + |0.9 - 1| + |0.4 - 0| over four rows.
    assert figures["ece"] == pytest.approx((0.2 + 0.6 + 0.1 + 0.4) / 4)
    assert figures["aurc"] == pytest.approx((0 + 0 + 1 / 3 + 2 / 4) / 4)


@SLOW_FIRST_CALL
@given(scored_rows(LabelScheme.TWO_WAY))
def test_two_way_figures_agree_with_scikit_learn(scored):
    if len(scored.present) < 2:
        return
    figures = compute_metrics(scored)
    supported = scored.gold == 0
    assert figures["auroc"] == pytest.approx(roc_auc_score(supported, scored.probabilities[:, 0]))
    assert figures["balanced_accuracy"] == pytest.approx(balanced_accuracy_score(scored.gold, scored.predicted))
    assert figures["brier"] == pytest.approx(brier_score_loss(supported, scored.probabilities[:, 0]))
    assert not any("contradict" in name for name in figures)


def test_macro_f1_runs_over_the_classes_that_the_data_have():
    scored = score_rows(
        [example(1, "supported"), example(2, "contradicted")], [prediction(0.9, 0, 0.1), prediction(0, 0.9, 0.1)]
    )
    assert compute_metrics(scored)["macro_f1"] == 1.0


def test_two_label_mode_never_answers_not_enough_info():
    unsure = prediction(0.2, 0.1, 0.7)
    assert not score_rows([example(1, "supported")], [unsure]).correct[0]
    two = score_rows([example(1, "supported")], [unsure], LabelScheme.SUPPORTED_CONTRADICTED)
    assert two.correct[0]
    assert two.confidence[0] == pytest.approx(2 / 3)


def test_two_way_folds_contradicted_and_not_enough_info_together():
    examples = [example(n, name) for n, name in enumerate(("not_supported", "contradicted", "not_enough_info"))]
    scored = score_rows(examples, [prediction(0.1, 0.2, 0.7)] * 3, LabelScheme.TWO_WAY)
    assert scored.correct.all()
    assert scored.probabilities[0].tolist() == pytest.approx([0.1, 0.9])


def test_ranking_is_left_out_when_there_is_one_side_only():
    scored = score_rows([example(1, "supported"), example(2, "supported")], [prediction(0.9, 0, 0.1)] * 2)
    assert not {"auroc", "auprc_contradicted"} & compute_metrics(scored).keys()


def test_pools_keep_groups_of_different_tasks_apart():
    part = score_rows([example(1, "supported", group="a")], [prediction(0.9, 0, 0.1)])
    assert pool([part, part]).groups.tolist() == [0, 1]
    two_way = score_rows([example(1, "not_supported")], [prediction(0.9, 0, 0.1)], LabelScheme.TWO_WAY)
    assert pool_correctness([part, two_way]).correct.tolist() == [True, False]
