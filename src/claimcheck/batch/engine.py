"""A long job in short steps: read, work, save; killed at any moment, it goes on where it stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from claimcheck.batch.store import ShardStore
from claimcheck.batch.summary import Counts, Summary
from claimcheck.errors import ClaimcheckError, InputError, ModelError, OutputError
from claimcheck.model.bundle import sha256
from claimcheck.reading import check_writable, table_suffix
from claimcheck.reading.locations import is_object, real_path, same_file

if TYPE_CHECKING:
    import pyarrow as pa

Item = TypeVar("Item")
Tool = TypeVar("Tool")

#: What is made of some items: output rows with the columns ``label`` and ``error``.
Rows = Sequence[Mapping[str, Any]]

#: Called with the items done and the items in all.
Progress = Callable[[int, int], None]

#: A shard is closed early when its items hold so many characters, so that memory stays bounded.
_CHARACTERS_PER_SHARD = 16_000_000


class Interrupted(KeyboardInterrupt):
    """Ctrl-C stopped a job; the message says what is kept and how to go on."""


@dataclass(frozen=True)
class Shard(Generic[Item]):
    """Items that are processed and saved together; ``number`` counts the shards of the input from 0."""

    number: int
    items: Sequence[Item]


@dataclass(frozen=True)
class Job(Generic[Item, Tool]):
    """What to read, what to make of it, and where to write that.

    Attributes:
        source: the input file.
        output: the output file.
        items: opens the input and yields its items, the same ones every time.
        total: number of items, for progress.
        size: characters of an item.
        tool: what processes the items, such as a verifier.
        process: makes the output rows of some items; the rows may depend on the tool and these items alone.
        schema: the output's columns; None where each row has its own (JSONL).
        facts: what besides the input decides the output's bytes, by name: model, settings.
        shard_items: items of a shard.
    """

    source: Path
    output: Path
    items: Callable[[], Iterator[Item]]
    total: int
    size: Callable[[Item], int]
    tool: Tool
    process: Callable[[Tool, Sequence[Item]], Rows]
    schema: pa.Schema | None
    facts: Mapping[str, str]
    shard_items: int

    def shards(self) -> Iterator[Shard[Item]]:
        """Cut the input into shards, smaller ones where items are large; the cuts depend on nothing else."""
        items: list[Item] = []
        characters = number = 0
        for item in self.items():
            items.append(item)
            characters += self.size(item)
            if len(items) == self.shard_items or characters >= _CHARACTERS_PER_SHARD:
                yield Shard(number, items)
                items, characters, number = [], 0, number + 1
        if items:
            yield Shard(number, items)


class Engine(Protocol):
    """Where the work is done."""

    def run(self, job: Job[Any, Any], finished: Container[int]) -> Iterator[tuple[Shard[Any], Rows | None]]:
        """Yield every shard, in any order, with its output rows; None for the finished ones, which need none."""


class LocalEngine:
    """Does the work in this process, one shard after the other."""

    def run(self, job: Job[Any, Any], finished: Container[int]) -> Iterator[tuple[Shard[Any], Rows | None]]:
        """Yield every shard, in the input's order, with its output rows; None for the finished ones."""
        for shard in job.shards():
            yield shard, None if shard.number in finished else job.process(job.tool, shard.items)


def run_job(
    job: Job[Any, Any], *, resume: bool = False, engine: Engine | None = None, progress: Progress | None = None
) -> Summary:
    """Process every item once, and write the output in one step when all are done.

    Finished shards are kept in ``OUTPUT.parts/`` until then. Each is on the disk, whole, before the next is taken, so
    that a run that is killed loses no more than the shards at work, and ``resume`` makes the bytes that an
    uninterrupted run makes, on whatever engine.

    Raises:
        InputError: the input cannot be read or changed meanwhile, or a resumed job differs from the interrupted one.
        ModelError: the tool fails on all items of a shard alike.
        OutputError: the output cannot be written, the disk is full, another process writes to it, or finished shards
            are there and ``resume`` is False.
        Interrupted: Ctrl-C was pressed.
    """
    started = time.monotonic()
    with ShardStore(job.output if is_object(job.output) else real_path(job.output)) as store:
        try:
            total, resumed = _run(job, store, engine or LocalEngine(), resume=resume, progress=progress)
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
    suffix = table_suffix(output)
    check_writable(output)
    if not is_object(output) and real_path(output).suffix.lower() != suffix:
        raise OutputError(f"{output}: this is a link to {real_path(output)}, which has another ending; name that file")
    if same_file(source, output):
        raise OutputError(f"{output}: this is the input; give another name for the output")


def error_of_item(error: Exception) -> Exception:
    """The error, if it is the item's that made it; an error that others would make as well is raised again."""
    if isinstance(error, ClaimcheckError | MemoryError | OSError) and not isinstance(error, InputError):
        raise error
    return error


def message_of(error: Exception) -> str:
    """What is wrong with the item that made this error."""
    if isinstance(error, InputError):
        return str(error)
    return f"unexpected {type(error).__name__}, please report it: {error}"


def refuse_same_failure(answers: Sequence[object]) -> None:
    """Make sure that the items of a shard do not all fail alike: such a failure is no item's and must not be saved.

    Raises:
        ModelError: all answers, at least two, are the same unexpected error.
    """
    first = next(iter(answers), None)
    if len(answers) < 2 or not isinstance(first, Exception) or isinstance(first, InputError):
        return
    if all(repr(answer) == repr(first) for answer in answers):
        raise ModelError(
            f"the model fails on all of {len(answers)} rows or events with {type(first).__name__}: {first}; "
            "check the model and its device, then go on with --resume"
        ) from first


def _run(
    job: Job[Any, Any], store: ShardStore, engine: Engine, *, resume: bool, progress: Progress | None
) -> tuple[Counts, Counts]:
    """Counts of the whole output, and of the part of it that earlier runs made."""
    state_of_input = _state(job.source)
    done = store.begin(_facts(job), resume=resume)
    if done is not None:
        store.remove()
        return done, done
    finished = store.finished()
    resumed = sum(finished.values(), Counts())
    total = Counts()
    shards = 0
    try:
        for shard, rows in engine.run(job, finished.keys()):
            if rows is None:
                counts = finished[shard.number]
            else:
                counts = Counts.of(len(shard.items), rows)
                store.save(shard.number, rows, job.schema, counts)
            shards += 1
            total += counts
            if progress is not None:
                progress(total.items, job.total)
    except InputError as error:
        if not shards:
            raise
        raise InputError(
            f"{error}\nFinished work is kept in {store.folder}; delete it once you have changed the input, "
            "or go on with --resume, without --fail-fast."
        ) from error
    if _state(job.source) != state_of_input:
        raise InputError(f"{job.source}: the file was changed while it was read; delete {store.folder} and start again")
    store.assemble(shards, job.schema, total)
    store.remove()
    return total, resumed


def _facts(job: Job[Any, Any]) -> dict[str, str]:
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
