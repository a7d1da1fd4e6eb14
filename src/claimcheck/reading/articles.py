"""Files to the articles of one run, with every problem of every file in one message."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimcheck.article_ids import ArticleIds
from claimcheck.errors import InputError
from claimcheck.reading.documents import PAGE_SUFFIXES, TEXT_SUFFIXES, read_bytes, read_page, read_text
from claimcheck.reading.fields import ARTICLE_COLUMNS, article_of, event_of
from claimcheck.reading.locations import real_path
from claimcheck.reading.tables import TABLE_SUFFIXES, iter_records, mended, require_columns
from claimcheck.records import Article

#: Formats that articles are read from.
ARTICLE_SUFFIXES = (*TEXT_SUFFIXES, *PAGE_SUFFIXES, ".json", *TABLE_SUFFIXES)

_MOST_PROBLEMS_SHOWN = 50


def read_articles(paths: Sequence[Path]) -> list[Article]:
    """Read articles from files, and from the files of folders.

    A ``.txt`` or ``.html`` file is one article, named like the file. A ``.json``, ``.jsonl``, ``.csv`` or ``.parquet``
    file holds many, in a column ``text``; it may have the columns ``cluster_id`` or ``event``, ``doc_id`` or ``id``,
    ``title``, ``date``, ``outlet`` or ``source``. A record without an id is named by its number or, if there are other
    files, like its own. If some records of a file name their event, all must; articles that name none are about one
    event, named like the one file of many given, or else like the folder that all lie in.

    Raises:
        InputError: a file or record cannot be read, or two articles share an id; the message lists every problem.
    """
    files, problems = _expand(paths)
    event = _event_name(files)
    names = [mended(file.name) for file in files]
    articles: list[Article] = []
    for file, name in zip(files, names, strict=True):
        article_id = name if names.count(name) == 1 else mended(str(file))
        try:
            articles.extend(_read_file(file, article_id, event, is_alone=len(files) == 1))
        except InputError as error:
            problems.extend(str(error).split("\n"))
    problems.extend(dict.fromkeys(filter(None, map(ArticleIds().take, articles))))
    _raise_together(problems)
    return articles


def _expand(paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """The files meant, folders replaced by the articles in them, and what is wrong with the rest."""
    files: list[Path] = []
    problems = []
    for path in paths:
        try:
            inside = sorted(item for item in path.iterdir() if _is_article(item)) if path.is_dir() else [path]
        except Exception as error:  # the library of each object store has errors of its own
            problems.append(f"{str(path)[:200]}: cannot be read: {getattr(error, 'strerror', None) or error}")
            continue
        if not inside:
            problems.append(f"{path}: no articles in this folder; articles are {', '.join(ARTICLE_SUFFIXES)} files")
        for file in inside:
            if file in files:
                problems.append(f"{file}: given twice")
            else:
                files.append(file)
    return files, problems


def left_out(folder: Path) -> list[str]:
    """Names of what :func:`read_articles` does not read in a folder: files of other kinds, and folders in it."""
    others = (item for item in folder.iterdir() if not _is_article(item) and not item.name.startswith("."))
    return sorted(mended(item.name) + "/" * item.is_dir() for item in others)


def _is_article(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in ARTICLE_SUFFIXES and not path.name.startswith(".")


def _event_name(files: Sequence[Path]) -> str:
    """Name of the one table given, else of the folder that all files share, else none."""
    if len(files) == 1 and files[0].suffix.lower() in (".json", *TABLE_SUFFIXES):
        return mended(files[0].stem)
    folders = {real_path(file).parent for file in files}
    return mended(folders.pop().name) if len(folders) == 1 else ""


def _read_file(path: Path, article_id: str, event: str, *, is_alone: bool) -> list[Article]:
    suffix = path.suffix.lower()
    if suffix in TEXT_SUFFIXES:
        return [read_text(path, article_id=article_id, event=event)]
    if suffix in PAGE_SUFFIXES:
        return [read_page(path, article_id=article_id, event=event)]
    if suffix in ARTICLE_SUFFIXES:
        return _read_table(path, event, "" if is_alone else article_id.removesuffix(path.suffix))
    read_bytes(path, most=1)  # what is not there has no kind
    raise InputError(f"{path}: unknown kind of file {path.suffix!r}; use one of {', '.join(ARTICLE_SUFFIXES)}")


def _read_table(path: Path, event: str, name: str) -> list[Article]:
    articles = []
    problems = []
    require_columns(path, ["text"])
    records = list(iter_records(path, ARTICLE_COLUMNS))
    names_events = any(event_of(record) for record in records)
    for record in records:
        default_id = f"{name}-{record.number}" if name and len(records) > 1 else name
        article = article_of(record, event_of(record) if names_events else event, default_id)
        if isinstance(article, str):
            problems.append(f"{path}: {article}")
        else:
            articles.append(article)
    if not articles and not problems:
        problems.append(f"{path}: the file holds no articles")
    _raise_together(problems)
    return articles


def _raise_together(problems: Sequence[str]) -> None:
    if not problems:
        return
    shown = list(problems[:_MOST_PROBLEMS_SHOWN])
    if len(problems) > len(shown):
        shown.append(f"... and {len(problems) - len(shown)} problems more")
    raise InputError("\n".join(shown))
