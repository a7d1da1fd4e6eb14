"""Files of this machine and of object stores, opened alike."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from claimcheck.errors import InputError, MissingExtraError

#: Pieces in which an object is fetched; a few of them are held in memory at a time.
_PIECE_BYTES = 4 << 20


def location(name: str) -> Path:
    """The path of a file, or, of a URL such as ``s3://bucket/rows.parquet``, what behaves like one.

    Stores are those of `fsspec <https://filesystem-spec.readthedocs.io>`_; credentials and endpoints are taken from
    where the store's own tools take them, such as ``AWS_ENDPOINT_URL``.

    Raises:
        InputError: there is no such kind of store, or its library is not installed.
        MissingExtraError: the libraries for object stores are not installed.

    >>> location("rows.parquet").suffix
    '.parquet'
    """
    if "://" not in name:
        return Path(name)
    try:
        from upath import UPath
    except ImportError as error:
        raise MissingExtraError("universal-pathlib", "s3", f"{name}:") from error
    try:
        path = UPath(name, use_listings_cache=False)
        _ = path.fs
    except (ImportError, ValueError) as error:
        raise InputError(f"{name}: {error}; use a path, or a URL such as s3://bucket/rows.parquet") from error
    return cast("Path", path)


def is_object(path: Path) -> bool:
    """Whether a location lies in an object store."""
    return not isinstance(path, Path)


def real_path(path: Path) -> Path:
    """Where a path on this machine leads through all links; one in a loop of links leads to itself."""
    return Path(os.path.realpath(path))


def same_file(one: Path, other: Path) -> bool:
    """Whether two locations are one file, also by a link, or will be once it is written."""
    if is_object(one) or is_object(other):
        return one == other
    try:
        return one.samefile(other)
    except OSError:
        return real_path(one) == real_path(other)


def open_bytes(path: Path) -> BinaryIO:
    """A file to read, fetched piece by piece; pieces read again soon are not fetched again.

    Raises:
        OSError: the file is missing or cannot be read.
    """
    if not is_object(path):
        return path.open("rb")
    pieces = path.open("rb", block_size=_PIECE_BYTES, cache_type="blockcache")  # type: ignore[call-overload]
    return cast("BinaryIO", io.BufferedReader(pieces))


def open_text(path: Path) -> TextIO:
    """A UTF-8 file for the csv module: line ends as they are, bytes that are not UTF-8 as lone surrogates.

    Raises:
        OSError: the file is missing or cannot be read.
    """
    return io.TextIOWrapper(open_bytes(path), encoding="utf-8-sig", errors="surrogateescape", newline="")
