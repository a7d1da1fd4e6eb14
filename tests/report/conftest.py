import pytest
from example_report import build_example_report

from claimcheck.report import Report


@pytest.fixture(scope="session")
def report() -> Report:
    return build_example_report()
