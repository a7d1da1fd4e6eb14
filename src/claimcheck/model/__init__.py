"""The NLI model: bundle on disk, backends, scorer."""

import sys

# OpenVINO sends usage statistics and writes into ~/intel unless its telemetry cannot be imported; we work offline.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
