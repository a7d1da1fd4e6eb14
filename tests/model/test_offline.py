"""Nothing that we import or run looks for the network, or leaves files behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import socket
import sys

def refuse(*address, **_):
    sys.stderr.write(f"asked for the network: {address}")
    raise OSError

socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refuse
socket.socket.connect = socket.socket.connect_ex = refuse

from claimcheck import Verifier
print(Verifier.from_pretrained(sys.argv[1]).predict(claim="the court was open", evidence="no.").label)
"""


def test_a_prediction_asks_no_network_and_leaves_no_file_at_home(tiny_bundle: Path, tmp_path: Path) -> None:
    # Telemetry keeps quiet on the machines of continuous integration, which it knows by this variable.
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tiny_bundle)],
        env=environment | {"HOME": str(tmp_path), "PYTHONPATH": str(Path("src").resolve())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "network" in done.stderr) == (0, False), done.stderr
    assert done.stdout.strip() in {"supported", "contradicted", "not_enough_info"}
    assert not list(tmp_path.iterdir())


def test_the_benchmark_of_openvino_alone_starts_no_telemetry_either() -> None:
    program = "import sys, benchmarks.int8_products; sys.exit(sys.modules['openvino_telemetry'] is not None)"
    subprocess.run([sys.executable, "-c", program], env=os.environ | {"PYTHONPATH": "src"}, check=True)
