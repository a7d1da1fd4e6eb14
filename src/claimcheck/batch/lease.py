"""A lock in an object store, where no system frees the locks of processes that died."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from uuid import uuid4

from claimcheck.errors import OutputError

#: The holder rewrites the lock so often; a newcomer waits for several times as long before it calls the holder dead.
_RENEWAL_SECONDS = 5.0
_RENEWALS_MISSED = 4


class Lease:
    """An object that exists while a process holds the lock, and changes as long as that process lives.

    Creating it is one conditional request, so that of two processes one is refused. A lock that was left behind does
    not change any more, and is taken over; a holder that was away for too long finds its own lock gone.

    Args:
        path: of the object.
        renewal_seconds: how often the holder rewrites it.
    """

    def __init__(self, path: Path, renewal_seconds: float = _RENEWAL_SECONDS) -> None:
        self.path = path
        self._seconds = renewal_seconds
        self._token = uuid4().hex
        self._is_held = False
        self._ended = threading.Event()
        self._renewing = threading.Thread(target=self._renew, daemon=True)

    @property
    def is_locked(self) -> bool:
        """Whether this process holds the lock."""
        return self._is_held

    def acquire(self) -> None:
        """Take the lock; waits where one was left behind.

        Raises:
            OutputError: another process holds it, or the store cannot be written to.
        """
        try:
            if not self._create():
                self._replace_a_dead_one()
        except OutputError:
            raise
        except Exception as error:  # each store's library has errors of its own
            raise OutputError(f"{self.path}: cannot be written: {error}") from error
        self._is_held = True
        self._renewing.start()

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held, or another process has taken it over."""
        self._ended.set()
        if self._is_held:
            self._renewing.join()
            self._is_held = False
            if self._is_ours():
                self.path.unlink(missing_ok=True)

    def _is_ours(self) -> bool:
        try:
            return self.path.read_text().startswith(self._token)
        except FileNotFoundError:
            return False

    def _create(self) -> bool:
        try:
            self.path.fs.pipe_file(self.path.path, self._token.encode(), mode="create")  # type: ignore[attr-defined]
        except FileExistsError:
            return False
        return True

    def _replace_a_dead_one(self) -> None:
        before = self.path.read_text()
        time.sleep(self._seconds * _RENEWALS_MISSED)
        if self.path.exists() and self.path.read_text() == before:
            self.path.unlink()
        if not self._create():
            raise OutputError(f"{self.path}: another process is writing to this output; wait for it to end")

    def _renew(self) -> None:
        renewals = 0
        while self._is_held and not self._ended.wait(self._seconds):
            try:
                self._is_held = self._is_ours()
                if self._is_held:
                    renewals += 1
                    self.path.write_text(f"{self._token} {renewals}")
            except Exception:  # noqa: S112 - the network may come back before others call this process dead
                continue
