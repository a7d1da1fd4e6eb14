from claimcheck.claims import extract_claims
from claimcheck.claims.columns import is_column
from claimcheck.records import Article

VOICED = ["I saw the dam.", "Who paid for it?", "Imagine the noise.", "Our town has seen worse.", "You know the mayor."]
TOLD = ["The dam broke."]


def test_a_fifth_of_the_sentences_makes_a_column():
    assert is_column(VOICED + TOLD * 20)
    assert not is_column(VOICED + TOLD * 21)


def test_a_few_such_sentences_do_not():
    assert not is_column(VOICED[:4])


def test_quoted_voices_are_not_the_writers():
    assert not is_column(['"I saw it," she said.'] * 8)
    assert not is_column(['He said: "It broke.', *["I saw it."] * 7, 'We ran."'])


def test_of_a_column_only_what_reports_is_claimed():
    facts = "Bo Lind sold the dam in Norland. The dam is the pride of the region."
    assert len(extract_claims(Article("news", facts))) == 2
    column = extract_claims(Article("column", " ".join([facts, *VOICED])))
    assert [claim.text for claim in column] == ["Bo Lind sold the dam in Norland."]
