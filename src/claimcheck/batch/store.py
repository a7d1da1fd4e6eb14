"""The folder beside an output in which an unfinished run keeps what it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from filelock import BaseFileLock, FileLock, Timeout

from claimcheck.batch.files import commit, contents, read_json, sync_folder, write_json
from claimcheck.batch.lease import Lease
from claimcheck.batch.summary import Counts
from claimcheck.errors import InputError, OutputError
from claimcheck.model.bundle import sha256
from claimcheck.reading import open_writer
from claimcheck.reading.locations import is_object

if TYPE_CHECKING:
    import pyarrow as pa

_LOCK = "lock"
_RECEIPT = re.compile(r"\d+\.json")
#: What this module writes, but for the lock and ``job.json``.
_OURS = re.compile(r"(\d+|unfinished|whole)\.(json|jsonl|csv|parquet)|(\d+|job)\.tmp", re.IGNORECASE)


class ShardStore:
    """``OUTPUT.parts/``: finished shards, what they were made from, and a lock that keeps other processes out.

    A shard is a file of output rows and, written after it, a receipt with its checksum and counts. Without a receipt
    that fits, the shard does not exist. ``job.json`` holds the facts that decide the output. In an object store the
    folder is a prefix; files are written on this machine first, and become objects when they are whole.

    Args:
        output: the file or object that the shards will make.

    Raises:
        OutputError: on entering, if another process writes to this output.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.folder = output.with_name(output.name + ".parts")
        self._is_object = is_object(output)
        lock = self.folder / _LOCK
        self._lock: BaseFileLock | Lease = Lease(lock) if self._is_object else FileLock(lock, timeout=0)
        #: What a write can end in; the library of each object store has errors of its own.
        self._failures: type[Exception] = Exception if self._is_object else OSError
        self._drafts = self.folder
        self._open = ExitStack()

    def __enter__(self) -> Self:
        try:
            if not self._is_object:
                self.folder.mkdir(exist_ok=True)
            self._lock.acquire()
        except Timeout as error:
            raise OutputError(f"{self.output}: another process is writing to it; wait for it to end") from error
        except OSError as error:
            raise OutputError(
                f"{self.folder}: cannot be used: {error.strerror}; give another name for the output"
            ) from error
        self._open.callback(self._lock.release)
        if self._is_object:
            self._drafts = Path(self._open.enter_context(TemporaryDirectory()))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Turn a full disk and its like into a message that says how to go on."""
        if not self._lock.is_locked:
            raise OutputError(f"{self.output}: another process took over, as this one was away for too long")
        try:
            yield
        except self._failures as error:
            raise OutputError(
                f"{self.output}: cannot be written: {getattr(error, 'strerror', None) or error}; "
                f"finished work is kept in {self.folder}, put that right and go on with --resume"
            ) from error

    @contextmanager
    def _reading(self, path: Path) -> Iterator[None]:
        """Turn notes of another version, or of another user, into a message that says how to go on."""
        try:
            yield
        except (KeyError, TypeError, ValueError) as error:
            raise OutputError(
                f"{path}: written by another version of claimcheck; go on with that version, "
                f"or delete {self.folder} to start again"
            ) from error
        except self._failures as error:
            raise OutputError(
                f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}; "
                "finished work is kept, put that right and go on with --resume"
            ) from error

    @property
    def _job(self) -> Path:
        return self.folder / "job.json"

    def begin(self, facts: Mapping[str, str], *, resume: bool) -> Counts | None:
        """Start or take up a run; the counts of the whole output when an earlier run finished all but the tidying up.

        Args:
            facts: everything that decides the output's bytes, by name.
            resume: whether finished shards may be used.

        Raises:
            InputError: the finished shards were made from something else; the message says what differs.
            OutputError: there are finished shards, and ``resume`` is False, or ``job.json`` cannot be read or is of
                another version.
        """
        with self._reading(self._job):
            job = read_json(self._job)
        if job is None and self._receipts():
            raise OutputError(
                f"{self.folder}: there is finished work, but {self._job.name}, which says what it was made from, is "
                "missing or damaged; put it back, or delete that folder to start again"
            )
        is_complete = job is not None and "done" in job and self.output.exists()
        nothing_to_lose = is_complete or not self._receipts()
        if job is None or (nothing_to_lose and not (is_complete and resume)):
            with self._writing():
                self._clear()
                write_json(self._job, {"facts": dict(facts)})
            return None
        if not resume:
            raise OutputError(
                f"{self.output}: an interrupted run left finished work in {self.folder}; go on with --resume, "
                "or delete that folder to start again"
            )
        with self._reading(self._job):
            before = dict(job["facts"])
            done = Counts.from_dict(job["done"]) if is_complete else None
        differing = [name for name in {**before, **facts} if before.get(name) != facts.get(name)]
        if differing:
            changes = "\n".join(f"  {name}: was {before.get(name)}, is {facts.get(name)}" for name in differing)
            raise InputError(
                f"{self.output}: cannot resume, because the interrupted run was started differently:\n{changes}\n"
                f"Restore that, or delete {self.folder} to start again."
            )
        return done

    def finished(self) -> dict[int, Counts]:
        """Counts, by number, of the shards that are there, whole and undamaged.

        Raises:
            OutputError: a receipt or shard cannot be read, or is of another version.
        """
        counts = {}
        for path in self._receipts():
            shard = path.with_suffix(self.output.suffix)
            with self._reading(path):
                receipt = read_json(path)
                if receipt is not None and shard.is_file() and sha256(shard) == receipt["sha256"]:
                    counts[int(path.stem)] = Counts.from_dict(receipt["counts"])
        return counts

    def save(self, number: int, rows: Sequence[Mapping[str, Any]], schema: pa.Schema | None, counts: Counts) -> None:
        """Write a shard durably, then its receipt."""
        shard = self._shard(number)
        draft = self._drafts / f"unfinished{shard.suffix}"
        with self._writing():
            with open_writer(draft, schema) as writer:
                writer.write(rows)
            digest = sha256(draft)
            commit(draft, shard)
            write_json(shard.with_suffix(".json"), {"sha256": digest, "counts": counts.to_dict()})

    def assemble(self, shards: int, schema: pa.Schema | None, counts: Counts) -> None:
        """Join the shards, put the output in place in one step, and note that nothing remains but tidying up."""
        whole = self._drafts / f"whole{self.output.suffix}"
        parts = [self._shard(number) for number in range(shards)]
        with self._writing():
            with open_writer(whole, schema) as writer:
                writer.append(parts)
            commit(whole, self.output)
            job = read_json(self._job) or {}
            write_json(self._job, job | {"done": counts.to_dict()})

    def remove(self) -> None:
        """Delete the folder, if nothing else is in it; a run killed meanwhile is tidied up by the next."""
        self._clear()
        if self._is_object:
            return
        (self.folder / _LOCK).unlink(missing_ok=True)
        with suppress(OSError):  # another process may have moved in by now, or a file be the user's
            self.folder.rmdir()

    def _clear(self) -> None:
        """Delete everything of ours but the lock; the note that the output is complete goes last."""
        for path in contents(self.folder):
            if _OURS.fullmatch(path.name):
                path.unlink()
        sync_folder(self.folder)
        self._job.unlink(missing_ok=True)

    def _receipts(self) -> list[Path]:
        return [path for path in contents(self.folder) if _RECEIPT.fullmatch(path.name)]

    def _shard(self, number: int) -> Path:
        return self.folder / f"{number:08}{self.output.suffix}"
