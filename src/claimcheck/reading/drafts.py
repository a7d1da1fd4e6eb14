"""Files written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from claimcheck.errors import OutputError
from claimcheck.reading.locations import real_path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to write, of the same name; it takes the place of ``path``, which keeps its old content until then.

    Raises:
        OutputError: the disk is full, or the file cannot be replaced.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "report.html"
    >>> with replacing(path) as draft:
    ...     _ = draft.write_text("<p>done</p>")
    >>> path.read_text()
    '<p>done</p>'
    """
    target = real_path(path)
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".claimcheck-") as folder:
            draft = Path(folder) / target.name
            yield draft
            draft.replace(target)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written: {error.strerror or error}; what was there is kept, choose another folder"
        ) from error
