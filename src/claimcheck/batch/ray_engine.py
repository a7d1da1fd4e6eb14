"""The same job on a cluster, or on all cores of this machine, by Ray Data."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from claimcheck.batch.engine import Job, Rows, Shard
from claimcheck.errors import ClaimcheckError, MissingExtraError, ModelError

if TYPE_CHECKING:
    import pyarrow as pa


class Tool(Protocol):
    """What a job processes its items with."""

    @property
    def fingerprint(self) -> str:
        """Differs whenever an answer might."""


@dataclass(frozen=True)
class RayEngine:
    """Does the work in Ray actors, each with a model of its own.

    The input is read once, on the machine that starts the job, and its shards go to whichever actor is free. Finished
    shards come back in any order and are put in theirs by number. A worker or machine that dies is replaced, and its
    shards are processed again.

    Attributes:
        load: opens the model, in each actor; it must be the one that the job names.
        address: of a running cluster, ``auto`` for the one this machine belongs to, or None for one made here and now.
        actors: the most models at work at a time; by default as many as the cluster's processors allow.
        cpus_per_actor: processors of each; give the model as many threads.
        gpus_per_actor: graphics cards of each, or a share of one.

    >>> from functools import partial
    >>> from claimcheck import Verifier
    >>> engine = RayEngine(load=partial(Verifier.from_pretrained, threads=1), actors=4)
    """

    load: Callable[[], Tool]
    address: str | None = None
    actors: int | None = None
    cpus_per_actor: float = 1
    gpus_per_actor: float = 0

    def run(self, job: Job[Any, Any], finished: Container[int]) -> Iterator[tuple[Shard[Any], Rows | None]]:
        """Yield every shard, in any order, with its output rows; None for the finished ones.

        Raises:
            MissingExtraError: Ray is not installed.
            ModelError: an actor's model differs from the job's.
        """
        try:
            import ray.data
        except ImportError as error:
            raise MissingExtraError("ray", "ray", "--engine ray") from error
        with _connected(self.address), _one_shard_per_block():
            shards = ray.data.read_datasource(
                _source(job, finished), override_num_blocks=1, num_cpus=0, label_selector=_this_machine()
            )
            works = shards.map_batches(
                _Actor,
                fn_constructor_args=(self.load, job.tool.fingerprint, job.process),
                batch_size=1,
                batch_format="pyarrow",
                num_cpus=self.cpus_per_actor,
                num_gpus=self.gpus_per_actor,
                compute=ray.data.ActorPoolStrategy(min_size=1, max_size=self.actors or self._most_actors()),
            )
            for row in works.iter_rows():
                result = pickle.loads(row["content"])  # noqa: S301 - made by our own actors
                if isinstance(result, ClaimcheckError):
                    raise result
                yield result

    def _most_actors(self) -> int:
        import ray

        resources = ray.cluster_resources()
        limits = [resources.get("CPU", 1) / self.cpus_per_actor] if self.cpus_per_actor else []
        limits += [resources.get("GPU", 0) / self.gpus_per_actor] if self.gpus_per_actor else []
        return max(1, int(min(limits, default=1)))


class _Actor:
    """Processes one shard at a time."""

    def __init__(self, load: Callable[[], Tool], fingerprint: str, process: Callable[[Any, Any], Rows]) -> None:
        self._tool = load()
        self._fingerprint = fingerprint
        self._process = process

    def __call__(self, batch: pa.Table) -> pa.Table:
        shard, is_finished = pickle.loads(batch["content"][0].as_py())  # noqa: S301 - made by our own reader
        return _block((shard, None) if is_finished else self._rows_of(shard))

    def _rows_of(self, shard: Shard[Any]) -> tuple[Shard[Any], Rows] | ClaimcheckError:
        """The shard with its output rows, or the error that ends the job and must not be tried again."""
        if self._tool.fingerprint != self._fingerprint:
            return ModelError(
                f"a worker's model is {self._tool.fingerprint}, the job's is {self._fingerprint}; "
                "install the same model, and the same version of claimcheck, on every machine"
            )
        try:
            return shard, self._process(self._tool, shard.items)
        except ClaimcheckError as error:
            return error


def _source(job: Job[Any, Any], finished: Container[int]) -> Any:
    """A Ray Data source of one task, which reads the input and gives a shard as soon as it has one."""
    from ray.data import Datasource, ReadTask
    from ray.data.block import BlockMetadata

    cut = _without_tool(job).shards

    def read() -> Iterator[pa.Table]:
        for shard in cut():
            is_finished = shard.number in finished
            yield _block((Shard(shard.number, ()) if is_finished else shard, is_finished))

    class ShardSource(Datasource):  # type: ignore[misc]
        def estimate_inmemory_data_size(self) -> int:
            return job.source.stat().st_size

        def get_read_tasks(self, *_: object, **__: object) -> list[ReadTask]:
            size = self.estimate_inmemory_data_size()
            return [ReadTask(read, BlockMetadata(num_rows=None, size_bytes=size, exec_stats=None))]

    return ShardSource()


def _without_tool(job: Job[Any, Any]) -> Job[Any, Any]:
    """A copy that can be sent to other processes; they load their own models."""
    return replace(job, tool=None)


def _block(content: object) -> pa.Table:
    import pyarrow as pa

    return pa.table({"content": pa.array([pickle.dumps(content)], type=pa.large_binary())})


def _this_machine() -> dict[str, str]:
    """Where a file is read that may lie on this machine alone."""
    import ray

    return {"ray.io/node-id": ray.get_runtime_context().get_node_id()}


@contextmanager
def _connected(address: str | None) -> Iterator[None]:
    """A connection to a cluster; one that was open before is used and left open."""
    import ray

    if ray.is_initialized():
        yield
        return
    ray.init(address=address, log_to_driver=False, logging_level="ERROR", include_dashboard=None if address else False)
    try:
        yield
    finally:
        ray.shutdown()


@contextmanager
def _one_shard_per_block() -> Iterator[None]:
    """Keep Ray Data from gathering shards into larger blocks, which would then go to one actor."""
    from ray.data import DataContext

    context = DataContext.get_current()
    before = context.target_max_block_size, context.enable_progress_bars
    context.target_max_block_size, context.enable_progress_bars = 1, False
    try:
        yield
    finally:
        context.target_max_block_size, context.enable_progress_bars = before
