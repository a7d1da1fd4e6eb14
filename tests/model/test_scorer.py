from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from transformers import RobertaConfig, RobertaForSequenceClassification

from claimcheck.errors import InputError, ModelError
from claimcheck.model import loading, openvino_backend
from claimcheck.model.bundle import bundled_folder, open_bundle
from claimcheck.model.loading import load_scorer
from claimcheck.model.openvino_backend import OpenVinoBackend
from claimcheck.model.processor import has_int8_instructions
from claimcheck.model.scorer import PairScorer
from tests.tiny_model import PAIRS

needs_int8 = pytest.mark.skipif(not has_int8_instructions(), reason="this processor cuts off sums of int8 products")
PRECISIONS = ["int8", "fp32"]


@pytest.mark.parametrize("precision", [pytest.param("int8", marks=needs_int8), "fp32"])
def test_openvino_agrees_with_torch(tiny_bundle: Path, precision: str) -> None:
    openvino = load_scorer(tiny_bundle, precision=precision).score(PAIRS)
    torch = load_scorer(tiny_bundle, backend="torch").score(PAIRS)
    np.testing.assert_allclose(openvino, torch, atol=0.05 if precision == "int8" else 1e-4)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_batch_mates_and_order_do_not_matter(tiny_bundle: Path, precision: str) -> None:
    scorer = load_scorer(tiny_bundle, precision=precision)
    pairs = [(claim, f"{evidence} {'more people said no. ' * (n % 5)}") for n in range(12) for claim, evidence in PAIRS]
    together = scorer.score(pairs)
    alone = np.concatenate([scorer.score([pair]) for pair in pairs])
    np.testing.assert_array_equal(together, alone)
    order = random.Random(3).sample(range(len(pairs)), len(pairs))
    np.testing.assert_array_equal(scorer.score([pairs[place] for place in order]), together[order])
    np.testing.assert_array_equal(load_scorer(tiny_bundle, precision=precision, threads=1).score(pairs), together)


@pytest.mark.parametrize("has_bf16", [True, False])
def test_bf16_around_int8_is_told_by_the_precision(
    tiny_bundle: Path, has_bf16: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openvino_backend, "_has_bf16", lambda: has_bf16)
    bundle = open_bundle(tiny_bundle)
    assert OpenVinoBackend(bundle, "int8").precision == ("int8 with bf16" if has_bf16 else "int8")
    assert OpenVinoBackend(bundle, "fp32").precision == "fp32"


def test_what_int8_finds_close_is_decided_by_fp32(copied_bundle: Path) -> None:
    (copied_bundle / "manifest.json").unlink()
    fp32 = load_scorer(copied_bundle, precision="fp32").logits(PAIRS)
    answers = {}
    for margin in (0, 1000):
        (copied_bundle / "calibration.json").write_text(json.dumps({"temperature": 1, "close_margin": margin}))
        answers[margin] = load_scorer(copied_bundle, precision="int8").logits(PAIRS)
    np.testing.assert_array_equal(answers[1000], fp32)
    assert (answers[0] != fp32).any()


def test_the_first_error_leaves_the_scorer_usable(tiny_bundle: Path) -> None:
    scorer = load_scorer(tiny_bundle)
    before = scorer.score(PAIRS)
    with pytest.raises(InputError):
        scorer.score([*PAIRS, ("people " * 2000, "the ferry")])
    np.testing.assert_array_equal(scorer.score(PAIRS), before)


def test_int8_needs_its_scales(copied_bundle: Path) -> None:
    (copied_bundle / "manifest.json").unlink()
    (copied_bundle / "int8.safetensors").unlink()
    assert load_scorer(copied_bundle).backend.precision == "fp32"
    with pytest.raises(ModelError, match=r"int8\.safetensors"):
        load_scorer(copied_bundle, precision="int8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"backend": "openvino", "device": "cuda"}, "device cuda: the openvino backend computes on the cpu only"),
        ({"backend": "torch", "precision": "int8"}, "precision int8: on cpu, the torch backend computes in fp32 only"),
        ({"device": "meta9"}, "device meta9: torch cannot use it: .*; use cpu, or install"),
    ],
)
def test_what_a_backend_does_not_have_is_refused(tiny_bundle: Path, options: dict[str, str], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        load_scorer(tiny_bundle, **options)


def test_a_torch_without_cuda_is_told(tiny_bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("Torch not compiled with CUDA enabled")

    monkeypatch.setattr("torch.nn.Module.to", refuse)
    with pytest.raises(ModelError, match="device cuda: torch cannot use it: Torch not compiled with CUDA enabled"):
        load_scorer(tiny_bundle, device="cuda")


def test_weights_of_another_architecture_are_named(copied_bundle: Path) -> None:
    (copied_bundle / "manifest.json").unlink()
    weights = load_file(copied_bundle / "model.safetensors")
    save_file({f"other.{name}": array for name, array in weights.items()}, copied_bundle / "model.safetensors")
    with pytest.raises(ModelError, match="backend='torch'"):
        load_scorer(copied_bundle)


def test_probabilities_sum_to_one(tiny_bundle: Path) -> None:
    np.testing.assert_allclose(load_scorer(tiny_bundle).score(PAIRS).sum(axis=1), 1, atol=1e-6)


def test_columns_follow_names_not_places(tiny_bundle: Path, copied_bundle: Path) -> None:
    (copied_bundle / "manifest.json").unlink()
    config = json.loads((copied_bundle / "config.json").read_text())
    config["id2label"] = {"0": "neutral", "1": "entailment", "2": "contradiction"}
    (copied_bundle / "config.json").write_text(json.dumps(config))
    ours = load_scorer(tiny_bundle, backend="torch").logits(PAIRS)
    renamed = load_scorer(copied_bundle, backend="torch").logits(PAIRS)
    np.testing.assert_allclose(renamed[:, [2, 0, 1]], ours, atol=1e-5)


def test_overlong_claim_is_refused_not_cut(tiny_bundle: Path) -> None:
    with pytest.raises(InputError, match="2000 words"):
        load_scorer(tiny_bundle).score([("people " * 2000, "the ferry")])


def test_a_roberta_reads_fewer_tokens_than_it_has_positions(copied_bundle: Path) -> None:
    (copied_bundle / "manifest.json").unlink()
    classes = json.loads((copied_bundle / "config.json").read_text())
    names = ("vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "id2label", "label2id")
    config = RobertaConfig(**{name: classes[name] for name in names}, max_position_embeddings=34, pad_token_id=1)
    RobertaForSequenceClassification(config).save_pretrained(copied_bundle)
    scorer = load_scorer(copied_bundle)
    longest = " ".join(["ferry"] * 28)
    assert scorer.fits("people", longest)
    assert scorer.score([("people", longest)]).shape == (1, 3)
    assert not scorer.fits("people", f"{longest} ferry")
    with pytest.raises(InputError, match="have 33 tokens, the model reads 32"):
        scorer.score([("people", f"{longest} ferry")])


@pytest.mark.parametrize("has_instructions", [True, False])
def test_int8_is_the_default_where_the_processor_has_instructions_for_it(
    copied_bundle: Path, has_instructions: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copied_bundle / "manifest.json").unlink()  # it holds what int8 should answer, which not every processor does
    monkeypatch.setattr(loading, "has_int8_instructions", lambda: has_instructions)
    monkeypatch.setattr(openvino_backend, "_has_bf16", lambda: False)
    assert load_scorer(copied_bundle).backend.precision == ("int8" if has_instructions else "fp32")
    assert load_scorer(copied_bundle, precision="int8").backend.precision == "int8"


def test_wrong_int8_falls_back_to_fp32(copied_bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "has_int8_instructions", lambda: True)
    manifest = json.loads((copied_bundle / "manifest.json").read_text())
    manifest["probes"][0]["probabilities"] = [0.9, 0.05, 0.05]
    (copied_bundle / "manifest.json").write_text(json.dumps(manifest))
    with pytest.warns(UserWarning, match="fp32"):
        scorer = load_scorer(copied_bundle)
    assert scorer.backend.precision == "fp32"


@pytest.mark.parametrize("backend", ["openvino", "torch"])
@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_damaged_file_is_named(copied_bundle: Path, name: str, backend: str) -> None:
    (copied_bundle / "manifest.json").unlink()
    (copied_bundle / name).write_bytes(b"garbage")
    with pytest.raises(ModelError, match=str(copied_bundle / name) if backend == "openvino" else str(copied_bundle)):
        load_scorer(copied_bundle, backend=backend)


@pytest.mark.parametrize("evidence", ["1," * 254, "1," * 255, "\u4e2d" * 510, "\uc2dc\uc7a5\uc740 " * 120])
def test_what_fits_is_counted_in_tokens(evidence: str) -> None:
    scorer = PairScorer(open_bundle(bundled_folder()), backend=None)
    assert scorer.fits("1", evidence) is (len(scorer._tokenizer.encode(evidence, "1")) <= 512)


def test_bundle_loads_with_transformers(tiny_bundle: Path) -> None:
    from transformers import pipeline

    classify = pipeline("text-classification", model=str(tiny_bundle))
    assert classify({"text": PAIRS[0][1], "text_pair": PAIRS[0][0]})["label"] in {
        "entailment",
        "neutral",
        "contradiction",
    }


def test_emulated_int8_rounds_like_int8_and_is_not_fp32(tiny_bundle: Path) -> None:
    bundle = open_bundle(tiny_bundle)
    emulated = PairScorer(bundle, OpenVinoBackend(bundle, "int8", emulated=True)).score(PAIRS)
    exact = load_scorer(tiny_bundle, precision="fp32").score(PAIRS)
    assert (emulated != exact).any()
    np.testing.assert_allclose(emulated, exact, atol=0.05)
