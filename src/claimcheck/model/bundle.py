"""A model on disk: what is in its folder, whether it is whole, and where to find it by name."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from claimcheck.errors import MissingExtraError, ModelError
from claimcheck.labels import Label, label_order
from claimcheck.model.registry import Registry
from claimcheck.reading.locations import open_bytes

MANIFEST = "manifest.json"
WEIGHTS = "model.safetensors"
_NEEDED = ("config.json", WEIGHTS, "tokenizer.json")
_PICKLED = ("pytorch_model.bin", "model.pt", "model.pkl", "model.pth")
#: Their table of positions has no use for the rows up to that of the padding token, as RoBERTa's.
_POSITIONS_AFTER_PADDING = {
    "camembert",
    "data2vec-text",
    "ibert",
    "longformer",
    "mpnet",
    "roberta",
    "roberta-prelayernorm",
    "xlm-roberta",
    "xlm-roberta-xl",
    "xmod",
}
_HUB_PATTERNS = ["*.json", "*.safetensors", "*.txt", "*.model"]


@dataclass(frozen=True)
class Bundle:
    """A model folder that loads with ``AutoModelForSequenceClassification`` and, if a BERT, without torch as well.

    ``manifest`` is empty for a model that was not exported by claimcheck.
    """

    folder: Path
    config: dict[str, Any]
    manifest: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def labels(self) -> list[Label]:
        """Labels in the order of the model's logits."""
        return label_order(self.config.get("id2label", {}))

    @property
    def name(self) -> str:
        """Name of the model, for reports."""
        return str(self.manifest.get("name", self.folder.name))

    @property
    def max_tokens(self) -> int:
        """Longest claim plus evidence that one pass of the model reads, in tokens."""
        positions = int(self.config.get("max_position_embeddings", 512))
        if self.config.get("model_type") in _POSITIONS_AFTER_PADDING:
            return positions - int(self.config.get("pad_token_id", 1)) - 1
        return positions

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over everything that decides a prediction: configuration, weights, tokenizer, calibration."""
        digest = hashlib.sha256()
        for path in sorted(self.folder.iterdir()):
            if path.is_file() and path.name != MANIFEST and path.suffix in {".json", ".safetensors"}:
                digest.update(path.name.encode())
                digest.update(self.manifest.get("files", {}).get(path.name, "").encode() or sha256(path).encode())
        return digest.hexdigest()


def open_bundle(model: str | Path | None = None) -> Bundle:
    """Open the model in use (None), a folder, or a Hugging Face id, and check that it is whole.

    In use is the bundled model, unless the user has chosen another (``claimcheck model``).

    Raises:
        ModelError: nothing there, a file is missing, unreadable or damaged (by its checksum), or the weights are
            pickled.
        LabelError: the model's classes are not a three-way NLI model's.
        MissingExtraError: a Hugging Face id needs the ``torch`` extra.
    """
    try:
        return _whole(_locate(model))
    except OSError as error:
        raise ModelError(
            f"{str(error.filename)[:200]}: cannot be read: {error.strerror}; give a model folder that can"
        ) from error


def sha256(path: Path) -> str:
    """Checksum of a file or object, in hexadecimal digits."""
    with open_bytes(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def bundled_folder() -> Path:
    """Folder of the model that comes with the package."""
    return Path(str(resources.files("claimcheck") / "models" / "claimcheck-mini"))


def _locate(model: str | Path | None) -> Path:
    if model is None:
        return Registry().current_folder or bundled_folder()
    folder = Path(model)
    if folder.is_dir():
        return folder
    if isinstance(model, Path) or model.count("/") != 1 or model.startswith((".", "/", "~")):
        raise ModelError(f"{model}: no such model folder; give a folder or a Hugging Face id such as name/model")
    try:
        from huggingface_hub import snapshot_download
    except ImportError as error:
        raise MissingExtraError("huggingface_hub", "torch", f"the Hugging Face model {model}") from error
    try:
        return Path(snapshot_download(model, allow_patterns=_HUB_PATTERNS))
    except Exception as error:
        raise ModelError(f"{model}: neither a folder nor a model that could be downloaded: {error}") from error


def _whole(folder: Path) -> Bundle:
    pickled = [name for name in _PICKLED if (folder / name).is_file()]
    if pickled and not (folder / WEIGHTS).is_file():
        raise ModelError(
            f"{folder}: its weights are pickled ({pickled[0]}), which can run code when opened; "
            "save them as safetensors: AutoModelForSequenceClassification.from_pretrained(...).save_pretrained(...)"
        )
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        raise ModelError(f"{folder}: files missing from the model: {', '.join(missing)}; export or download it again")
    config = _read_json(folder / "config.json")
    manifest = _read_json(folder / MANIFEST) if (folder / MANIFEST).is_file() else {}
    for name, expected in manifest.get("files", {}).items():
        if not (folder / name).is_file():
            raise ModelError(f"{folder}: {name} is missing, {MANIFEST} lists it; export or install the model again")
        if sha256(folder / name) != expected:
            raise ModelError(f"{folder / name}: damaged, its checksum is not the one in {MANIFEST}; install it again")
    bundle = Bundle(folder, config, manifest)
    _ = bundle.labels
    return bundle


def _read_json(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelError(f"{path}: damaged, not readable as JSON: {error}; install the model again") from error
    if not isinstance(values, dict):
        raise ModelError(f"{path}: damaged, holds no JSON object but {values!r:.60}; install the model again")
    return values
