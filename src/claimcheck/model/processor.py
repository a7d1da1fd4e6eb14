"""What the processor at hand can do."""

from __future__ import annotations

import os
from pathlib import Path

_CPU_FACTS = Path("/proc/cpuinfo")
#: Dot products of 8-bit numbers: VNNI on x86, DP and I8MM on ARM.
_INT8_FLAGS = {"avx512_vnni", "avx_vnni", "asimddp", "i8mm"}


def available_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def has_int8_instructions(facts: Path = _CPU_FACTS) -> bool:
    """Whether int8 is quicker than fp32 here; where the system does not tell, it is taken for so.

    Args:
        facts: Linux's description of the processor.
    """
    if not facts.is_file():
        return True
    flags = set(facts.read_text(encoding="utf-8").split())
    return bool(flags & _INT8_FLAGS)
