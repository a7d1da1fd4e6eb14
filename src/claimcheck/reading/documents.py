"""One file, one article: plain text and web pages."""

from __future__ import annotations

import re
from errno import ESPIPE
from pathlib import Path
from typing import Any

from claimcheck.errors import InputError
from claimcheck.reading.locations import is_object, open_bytes
from claimcheck.reading.superscripts import write_out_superscripts
from claimcheck.records import Article

TEXT_SUFFIXES = (".txt",)
PAGE_SUFFIXES = (".html", ".htm")

_DATE_PREFIX = re.compile(r"\s*date[:\s]\s*(\d{4}-\d{2}-\d{2})(?=\s|$)", re.IGNORECASE)
_LONGEST_TITLE = 150
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STYLE = f"concat(';', translate(@style, '{_LETTERS} \t\r\n', '{_LETTERS.lower()}'))"
#: What is hidden; but not what holds the article itself, which a script shows, or hid behind a dialog.
_HIDDEN = (
    f"//body//*[@hidden or @aria-hidden = 'true' or contains({_STYLE}, ';display:none')"
    f" or contains({_STYLE}, ';visibility:hidden') or contains({_STYLE}, ';visibility:collapse')]"
    "[not(.//article or .//main or .//h1)]"
)
#: What a page does not say: what it strikes out or hides.
_UNSAID = ["//del", "//s", "//strike", "//template", _HIDDEN]
#: A date in the text is not the day on which it was published.
_DATE_OF_METADATA = {"extensive_search": False, "original_date": True}
#: First bytes of files that people take for text, and what to do with them.
_KNOWN_BINARIES = {
    b"%PDF-": "is a PDF; save what it says as plain text",
    b"PK\x03\x04": "is a zip archive or an office document; save what it holds as plain text",
    b"\x1f\x8b": "is compressed by gzip; unpack it",
    b"\xff\xfe": "is UTF-16; save it as UTF-8",
    b"\xfe\xff": "is UTF-16; save it as UTF-8",
}


def read_bytes(path: Path, most: int = -1) -> bytes:
    """Content of a file that must have some, or so many of its first bytes.

    Raises:
        InputError: the file is missing, a folder, unreadable or empty, or would have to be read again and is a pipe.
    """
    try:
        with open_bytes(path) as file:
            if most >= 0 and not file.seekable():
                raise OSError(ESPIPE, "a pipe gives its content only once; save it to a file")
            content = file.read(most)
    except FileNotFoundError as error:
        raise InputError(f"{path}: {_why_missing(path)}") from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: this is a folder; name one of the files in it") from error
    except Exception as error:  # the library of each object store has errors of its own
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if not content:
        raise InputError(f"{path}: the file is empty")
    return content


def _why_missing(path: Path) -> str:
    if str(path) == "-":
        return "standard input is not read; give the name of a file"
    return "no such file, or its server does not answer" if is_object(path) else "no such file"


def refuse_binary(start: bytes, path: Path) -> None:
    """Make sure that a file does not begin like those that people take for text.

    Raises:
        InputError: it does; says what to do.
    """
    for known, advice in _KNOWN_BINARIES.items():
        if start.startswith(known):
            raise InputError(f"{path}: {advice}")


def decode(content: bytes, path: Path) -> str:
    """Text of a UTF-8 file, with or without a byte order mark, line ends as they are.

    Raises:
        InputError: the content is not text in UTF-8 or is white space only; names the first byte that is wrong.
    """
    refuse_binary(content, path)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: byte {error.start} is not UTF-8 (0x{content[error.start]:02x}); save the file as UTF-8 text"
        ) from error
    if text.count("\0") > len(text) / 10:
        raise InputError(f"{path}: byte {content.index(0)} is NUL, as in binary files; save the file as UTF-8 text")
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise InputError(f"{path}: the file holds white space only")
    return text


def read_text(path: Path, *, article_id: str, event: str) -> Article:
    """Article of a ``.txt`` file.

    A leading ``date 2024-03-29`` becomes the article's date and is blanked out in its text, by as many spaces, so that
    character offsets into the text are offsets into the file. A short first line is the title, and stays in the text.

    Raises:
        InputError: the file cannot be read, is not UTF-8 text, or says nothing.
    """
    text = decode(read_bytes(path), path)
    date = ""
    if match := _DATE_PREFIX.match(text):
        date = match[1]
        text = re.sub(r"\S", " ", match[0]) + text[match.end() :]
        if not text.strip():
            raise InputError(f"{path}: there is nothing after the date")
    return Article(id=article_id, text=text, title=_title(text), event=event, date=date)


def read_page(path: Path, *, article_id: str, event: str) -> Article:
    """Article of a web page, without menus, comments, footnote marks and what is hidden or struck out; runs no script.

    The text is extracted by trafilatura (Barbaresi, ACL 2021 system demonstrations).

    Raises:
        InputError: the file cannot be read, or holds no article.
    """
    document = _extracted(read_bytes(path))
    text = getattr(document, "text", None) or ""
    if not text.strip():
        raise InputError(f"{path}: no article text was found in this page; save the article's text as .txt")
    return Article(
        id=article_id,
        text=text,
        title=getattr(document, "title", None) or "",
        event=event,
        source=getattr(document, "sitename", None) or "",
        date=getattr(document, "date", None) or "",
    )


def _extracted(content: bytes) -> Any:
    """What trafilatura makes of a page; None where it finds no page."""
    from trafilatura import bare_extraction, load_html

    page = load_html(content)
    if page is None:
        return None
    write_out_superscripts(page)
    return bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        prune_xpath=_UNSAID,
        date_extraction_params=_DATE_OF_METADATA,
    )


def _title(text: str) -> str:
    """The first line, if it is short, ends like no sentence and is followed by more."""
    first, _, rest = text.strip().partition("\n")
    first = first.strip()
    is_title = len(first) <= _LONGEST_TITLE and not first.endswith((".", "!", ":", ";", ",")) and bool(rest.strip())
    return first if is_title else ""
