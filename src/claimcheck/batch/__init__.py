"""Large inputs: streamed, in shards that survive any interruption, with the same bytes in the end."""

from claimcheck.batch.check import check_file, write_findings
from claimcheck.batch.engine import Engine, Interrupted, Job, LocalEngine, Progress, run_job
from claimcheck.batch.predict import predict_file
from claimcheck.batch.summary import Summary

__all__ = [
    "Engine",
    "Interrupted",
    "Job",
    "LocalEngine",
    "Progress",
    "Summary",
    "check_file",
    "predict_file",
    "run_job",
    "write_findings",
]
