"""Processes that are measured: begun afresh, kept to their cores, and asked for their peak memory and libraries."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_LIBRARIES = (
    "claimcheck",
    "nncf",
    "numpy",
    "onnxruntime",
    "openvino",
    "optimum-intel",
    "optimum-onnx",
    "sentence-transformers",
    "tokenizers",
    "torch",
    "transformers",
)
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


def in_fresh_process(measure: Callable[..., T], *arguments: object) -> T:
    """What a function answers in a process of its own, whose memory nothing else has used."""
    # Spawned, not forked: a forked process would begin with this one's memory.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, *arguments).result()


def keep_to_cores(threads: int) -> None:
    """Let this process run on so many cores only, and tell the libraries that it will import.

    Every engine then has the same cores, whatever number of threads its libraries would start by themselves.
    """
    for name in _THREAD_VARIABLES:
        os.environ[name] = str(threads)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])


def peak_memory() -> int:
    """Largest resident memory of this process so far, in bytes.

    Linux's own figure for the address space: the one of ``getrusage`` also counts the parent that forked the process.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def libraries() -> dict[str, str]:
    """Versions of the libraries that decide speed, as far as they are installed here."""
    return {name: found for name in _LIBRARIES if (found := _version(name)) is not None}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
