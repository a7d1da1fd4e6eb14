"""Articles and files in one call; files that cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pytest

import claimcheck.api
from claimcheck import Article, Verifier, check
from claimcheck.errors import InputError

TEXT = "The Pellworth ferry was closed on Monday."


@pytest.fixture(autouse=True)
def _tiny_model(tiny_bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    verifier = Verifier.from_pretrained(tiny_bundle)
    monkeypatch.setattr(claimcheck.api, "_verifier", lambda *_: verifier)


def test_an_article_without_an_event_is_about_that_of_the_files(tmp_path: Path) -> None:
    file = tmp_path / "b.txt"
    file.write_text("The ferry was open on Monday.", encoding="utf-8")
    report = check([Article("a", TEXT), file])
    assert [(article.event, article.id) for article in report.articles] == [
        (tmp_path.name, "a"),
        (tmp_path.name, "b.txt"),
    ]
    assert report.findings
    with pytest.raises(InputError, match="event 'other': only one article"):
        check([Article("a", TEXT, event="other"), file])


def test_one_path_alone_may_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match=r"only one article \(a\.txt\)"):
        check(str(tmp_path / "a.txt"))
    (tmp_path / "b.txt").write_text("The ferry was open on Monday.", encoding="utf-8")
    assert [article.id for article in check(tmp_path).articles] == ["a.txt", "b.txt"]


def test_a_text_in_place_of_a_path_is_refused() -> None:
    with pytest.raises(InputError, match=r"The Pellworth ferry .*: cannot be read: File name too long"):
        check([TEXT * 200, TEXT * 300])
