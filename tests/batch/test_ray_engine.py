"""The Ray engine on a cluster of two nodes on this machine; skipped where Ray is not installed."""

import json
from functools import partial

import fakes
import pytest
from fakes import FakePredictor

from claimcheck.batch import Interrupted, predict_file
from claimcheck.batch.ray_engine import RayEngine
from claimcheck.errors import InputError, ModelError

ray = pytest.importorskip("ray")
pytest.importorskip("ray.data")
from ray.cluster_utils import Cluster  # noqa: E402

pytestmark = pytest.mark.enable_socket

QUICK_TO_NOTICE = {
    "health_check_initial_delay_ms": 0,
    "health_check_period_ms": 200,
    "health_check_failure_threshold": 2,
}


@pytest.fixture(scope="module")
def cluster():
    ray.cloudpickle.register_pickle_by_value(fakes)
    cluster = Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 1, "include_dashboard": False, "_system_config": QUICK_TO_NOTICE},
    )
    cluster.second = cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
    yield cluster
    ray.shutdown()
    cluster.shutdown()


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "rows.jsonl"
    rows = [{"id": number, "claim": f"Claim {number}", "evidence": "Some evidence."} for number in range(300)]
    rows[7]["claim"] = None
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def run(source, name, engine=None, **options):
    output = source.with_name(name)
    summary = predict_file(FakePredictor(), source, output, shard_rows=10, engine=engine, **options)
    return output.read_bytes(), summary


def engine_of(fingerprint="fake", seconds=0.0):
    return RayEngine(load=partial(FakePredictor, fingerprint, seconds), actors=2)


@pytest.mark.usefixtures("cluster")
def test_errors_come_back_as_they_are(source):
    with pytest.raises(InputError, match=r"rows\.jsonl: line 8: claim is null"):
        run(source, "out.jsonl", engine_of(), fail_fast=True)
    with pytest.raises(ModelError, match="a worker's model is other, the job's is fake"):
        run(source, "out.jsonl", engine_of("other"), resume=True)


def test_stopped_resumed_and_a_node_killed_the_bytes_are_the_same(source, cluster):
    expected, summary = run(source, "local.jsonl")

    def stop(done, _):
        if done >= 50:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted):
        run(source, "out.jsonl", progress=stop)

    def kill(done, _):
        if done >= 120 and cluster.second is not None:
            cluster.remove_node(cluster.second, allow_graceful=False)
            cluster.second = None

    written, resumed = run(source, "out.jsonl", engine_of(seconds=0.1), resume=True, progress=kill)
    assert cluster.second is None
    assert written == expected
    assert resumed.resumed_rows == 50
    assert (resumed.rows, resumed.labels, resumed.errors) == (summary.rows, summary.labels, 1)
