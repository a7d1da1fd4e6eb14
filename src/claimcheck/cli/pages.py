"""Reports written as files, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from claimcheck.errors import OutputError


def write_page(path: Path, content: bytes) -> None:
    """Write a file that keeps its old content until the new one is there.

    Raises:
        OutputError: the disk is full, or the file cannot be replaced.
    """
    target = path.resolve()
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".claimcheck-") as folder:
            draft = Path(folder) / "page"
            draft.write_bytes(content)
            draft.replace(target)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written: {error.strerror or error}; what was there is kept, choose another folder"
        ) from error
