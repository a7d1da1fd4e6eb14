"""A long job in short steps: read, work, save; killed at any moment, it goes on where it stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from claimcheck.batch.files import sha256
from claimcheck.batch.store import ShardStore
from claimcheck.batch.summary import Counts, Summary
from claimcheck.errors import InputError, OutputError
from claimcheck.reading import check_writable

if TYPE_CHECKING:
    import pyarrow as pa

Item = TypeVar("Item")

#: Called with the items done and the items in all.
Progress = Callable[[int, int], None]

#: A shard is closed early when its items hold so many characters, so that memory stays bounded.
_CHARACTERS_PER_SHARD = 16_000_000


class Interrupted(KeyboardInterrupt):
    """Ctrl-C stopped a job; the message says what is kept and how to go on."""


@dataclass(frozen=True)
class Work:
    """What a job makes of some items: output rows with the columns ``label`` and ``error``, and windows read."""

    rows: Sequence[Mapping[str, Any]]
    windows: int


@dataclass(frozen=True)
class Job(Generic[Item]):
    """What to read, what to make of it, and where to write that.

    Attributes:
        source: the input file.
        output: the output file.
        items: opens the input and yields its items, the same ones every time.
        total: number of items, for progress.
        size: characters of an item.
        process: makes the output rows of some items; the rows may depend on these items alone.
        schema: the output's columns; None where each row has its own (JSONL).
        facts: what besides the input decides the output's bytes, by name: model, settings.
        shard_items: items that are processed and saved together.
    """

    source: Path
    output: Path
    items: Callable[[], Iterator[Item]]
    total: int
    size: Callable[[Item], int]
    process: Callable[[Sequence[Item]], Work]
    schema: pa.Schema | None
    facts: Mapping[str, str]
    shard_items: int


def run_job(job: Job[Item], *, resume: bool = False, progress: Progress | None = None) -> Summary:
    """Process every item once, and write the output in one step when all are done.

    Finished shards are kept in ``OUTPUT.parts/`` until then. Each is on the disk, whole, before the next is begun, so
    that a run that is killed loses no more than one shard of work, and ``resume`` makes the bytes that an
    uninterrupted run makes.

    Raises:
        InputError: the input cannot be read or changed meanwhile, or a resumed job differs from the interrupted one.
        OutputError: the output cannot be written, the disk is full, another process writes to it, or finished shards
            are there and ``resume`` is False.
        Interrupted: Ctrl-C was pressed.
    """
    started = time.monotonic()
    with ShardStore(job.output.resolve()) as store:
        try:
            total, resumed = _run(job, store, resume=resume, progress=progress)
        except KeyboardInterrupt as error:
            raise Interrupted(
                f"Stopped. Finished work is kept in {store.folder}; go on with --resume, or delete it to start again."
            ) from error
    return Summary(**total.to_dict(), seconds=time.monotonic() - started, resumed_rows=resumed.rows)


def check_output(source: Path, output: Path) -> None:
    """Make sure, before any work, that the output can be written and is not the input.

    Raises:
        OutputError: it cannot, or it is.
    """
    check_writable(output)
    if output.exists() and source.exists() and output.samefile(source):
        raise OutputError(f"{output}: this is the input; give another name for the output")


def _run(job: Job[Item], store: ShardStore, *, resume: bool, progress: Progress | None) -> tuple[Counts, Counts]:
    """Counts of the whole output, and of the part of it that earlier runs made."""
    state_of_input = _state(job.source)
    done = store.begin(_facts(job), resume=resume)
    if done is not None:
        store.remove()
        return done, done
    total = resumed = Counts()
    shards = 0
    for shards, items in enumerate(shards_of(job.items(), job.shard_items, job.size), start=1):
        counts = store.finished(shards - 1)
        if counts is None:
            work = job.process(items)
            counts = Counts.of(len(items), work.rows, work.windows)
            store.save(shards - 1, work.rows, job.schema, counts)
        else:
            resumed += counts
        total += counts
        if progress is not None:
            progress(total.items, job.total)
    if _state(job.source) != state_of_input:
        raise InputError(f"{job.source}: the file was changed while it was read; delete {store.folder} and start again")
    store.assemble(shards, job.schema, total)
    store.remove()
    return total, resumed


def shards_of(items: Iterable[Item], most_items: int, size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Cut items into lists of so many, or fewer where they are large; the cuts depend on nothing else."""
    shard: list[Item] = []
    characters = 0
    for item in items:
        shard.append(item)
        characters += size(item)
        if len(shard) == most_items or characters >= _CHARACTERS_PER_SHARD:
            yield shard
            shard, characters = [], 0
    if shard:
        yield shard


def _facts(job: Job[Any]) -> dict[str, str]:
    facts = {
        "claimcheck version": version("claimcheck"),
        "input bytes": str(job.source.stat().st_size),
        "input sha256": sha256(job.source),
        "shard items": str(job.shard_items),
        "columns": "each row's own" if job.schema is None else ", ".join(str(field) for field in job.schema),
        **job.facts,
    }
    if job.output.suffix.lower() == ".parquet":
        facts["pyarrow version"] = version("pyarrow")
    return facts


def _state(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns
