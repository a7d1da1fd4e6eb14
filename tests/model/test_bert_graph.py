import pytest

from claimcheck.model.bert_graph import is_bert

_BERT = {
    "model_type": "bert",
    "hidden_act": "gelu",
    "hidden_size": 384,
    "num_attention_heads": 12,
    "num_hidden_layers": 6,
    "layer_norm_eps": 1e-12,
}


def test_a_bert_classifier_is_built_without_torch() -> None:
    assert is_bert(_BERT)


@pytest.mark.parametrize(
    "other", [{"model_type": "distilbert"}, {"hidden_act": "relu"}, {"position_embedding_type": "relative_key"}]
)
def test_other_encoders_are_left_to_torch(other: dict[str, str]) -> None:
    assert not is_bert(_BERT | other)


@pytest.mark.parametrize("size", ["hidden_size", "num_attention_heads", "num_hidden_layers", "layer_norm_eps"])
def test_a_configuration_that_leaves_a_size_to_the_defaults_is_left_to_torch(size: str) -> None:
    assert not is_bert({name: value for name, value in _BERT.items() if name != size})
