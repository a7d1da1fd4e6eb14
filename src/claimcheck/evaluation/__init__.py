"""Suites, metrics with intervals, comparison of two models, and the pages that show them.

>>> from claimcheck.evaluation import load_suite, run_suite, write_pages
"""

from claimcheck.evaluation.baselines import BASELINES, Baseline, fit_baseline
from claimcheck.evaluation.comparison import compare, verdict
from claimcheck.evaluation.model_card import ModelFacts, TrainingSource, render_model_card
from claimcheck.evaluation.pages import markdown, write_pages
from claimcheck.evaluation.predictions import Predictor
from claimcheck.evaluation.results import Estimate, Results, read_results
from claimcheck.evaluation.rows import Example, read_rows
from claimcheck.evaluation.run import run_suite
from claimcheck.evaluation.scored import ScoredRows, score_rows
from claimcheck.evaluation.suites import LabelScheme, Suite, Task, list_suites, list_tasks, load_suite
from claimcheck.evaluation.validation import Problem, validate_suite

__all__ = [
    "BASELINES",
    "Baseline",
    "Estimate",
    "Example",
    "LabelScheme",
    "ModelFacts",
    "Predictor",
    "Problem",
    "Results",
    "ScoredRows",
    "Suite",
    "Task",
    "TrainingSource",
    "compare",
    "fit_baseline",
    "list_suites",
    "list_tasks",
    "load_suite",
    "markdown",
    "read_results",
    "read_rows",
    "render_model_card",
    "run_suite",
    "score_rows",
    "validate_suite",
    "verdict",
    "write_pages",
]
