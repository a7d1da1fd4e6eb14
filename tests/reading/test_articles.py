from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import InputError
from claimcheck.reading import read_articles
from claimcheck.reading.documents import decode

# Importing what reads web pages asks the system for IPv6, which opens a socket.
pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use socket:UserWarning")

PAGE = """<!DOCTYPE html>
<html><head><title>Bridge closed - The Lowmoor Post</title><script>var planted = "script in the head";</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Bridge closed after crack is found</h1>
<p>The Lowmoor bridge was closed to all traffic on Tuesday after engineers found a crack in its northern pier.</p>
<script>document.write("script in the text")</script>
<p>Some 12,000 cars cross the bridge every day, and the town council expects repairs to take about three weeks.</p>
<p>"Safety comes first," said Inge Marlow, who leads the council. A ferry runs until then &amp; after.</p>
</article></body></html>"""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_keeps_its_text_to_the_character(tmp_path):
    text = "Bridge closed\r\n\r\nA crack \u2014 \U0001f309 \u05d2\u05e9\u05e8 \u2014 was found.\0 It is long.\r"
    (article,) = read_articles([write(tmp_path, "post.txt", text)])
    assert article.text == text
    assert (article.id, article.title, article.event) == ("post.txt", "Bridge closed", tmp_path.name)


def test_a_byte_order_mark_is_no_text(tmp_path):
    (article,) = read_articles([write(tmp_path, "a.txt", b"\xef\xbb\xbfThe bridge is closed.")])
    assert article.text == "The bridge is closed."


@pytest.mark.parametrize("prefix", ["date 2024-03-29 ", " date 2024-03-29 ", "Date: 2024-03-29\n\n"])
def test_a_leading_date_is_metadata_and_moves_no_offset(tmp_path, prefix):
    body = "The bridge is closed until Friday."
    (article,) = read_articles([write(tmp_path, "a.txt", prefix + body)])
    assert article.date == "2024-03-29"
    assert "date" not in article.text
    assert article.text[len(prefix) :] == body


def test_a_sentence_about_a_date_is_left_alone(tmp_path):
    (article,) = read_articles([write(tmp_path, "a.txt", "Date palms were planted in 2024-03-29 style.")])
    assert article.date == ""
    assert article.text.startswith("Date palms")


def test_a_first_sentence_is_no_title(tmp_path):
    (article,) = read_articles([write(tmp_path, "a.txt", "The bridge is closed.\nIt is old.")])
    assert article.title == ""


def test_a_page_gives_its_article_and_runs_nothing(tmp_path):
    (article,) = read_articles([write(tmp_path, "post.html", PAGE)])
    assert "crack in its northern pier" in article.text
    assert "then & after" in article.text
    assert "script" not in article.text
    assert "Sport" not in article.text
    assert article.title


def page_with(paragraph: str) -> str:
    return PAGE.replace("</article>", f"{paragraph}</article>")


def test_what_a_page_strikes_out_is_no_fact(tmp_path):
    paragraph = "<p>Some <del>13</del> <s>14</s> <strike>15</strike> 16 cars were towed off.</p>"
    (article,) = read_articles([write(tmp_path, "post.html", page_with(paragraph))])
    assert "Some 16 cars were towed off." in article.text


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden",
        'aria-hidden="true"',
        'style="display:none"',
        'style="color: red; DISPLAY : None !important"',
        'style="visibility: hidden;"',
    ],
)
def test_what_a_page_hides_is_no_fact(tmp_path, attribute):
    paragraph = f"<p>Some <b {attribute}>17 vans and</b> 18 cars fell.</p><div {attribute}><p>Walls fell.</p></div>"
    (article,) = read_articles([write(tmp_path, "post.html", page_with(paragraph))])
    assert "Some 18 cars fell." in article.text
    assert "Walls" not in article.text


def test_a_page_that_hides_its_whole_article_until_a_script_runs_is_read(tmp_path):
    page = PAGE.replace("<body>", '<body style="visibility: hidden"><div aria-hidden="true">')
    (article,) = read_articles([write(tmp_path, "post.html", page)])
    assert "crack in its northern pier" in article.text


def test_what_only_seems_hidden_is_read(tmp_path):
    page = '<html><body><p style="backface-visibility: hidden" aria-hidden="false">Some 18 cars fell.</p></body></html>'
    (article,) = read_articles([write(tmp_path, "post.html", page)])
    assert article.text == "Some 18 cars fell."


@pytest.mark.parametrize(
    ("raised", "plain"),
    [
        ("12<sup>3</sup> people", "12 people"),
        ("12 <sup>[3]</sup> people", "12 people"),
        ("16 cars<sup><a href='#1'>7</a></sup> fell", "16 cars fell"),
        ("10<sup><a href='#1'>6</a></sup> cars", "10 cars"),
        ("2010<sup>6</sup> and 1.10<sup>6</sup> cars", "2010 and 1.10 cars"),
        ("it rose to 20.<sup>4</sup> Then", "it rose to 20. Then"),
        ("10<sup>6</sup> cells", "10⁶ cells"),
        ("12<sup>3<sup>1</sup></sup> people", "12 people"),
        ("<b>10</b><sup>-3</sup> m, 2<sup>&minus;3</sup> m", "10⁻³ m, 2⁻³ m"),
        ("40 km<sup>2</sup> of land, <sup>14</sup>C and the 1<sup>st</sup>", "40 km2 of land, 14C and the 1st"),
        ("3<sup>1</sup>&frasl;<sub>2</sub> miles", "3 1/2 miles"),
    ],
)
def test_raised_figures_do_not_change_the_number_before_them(tmp_path, raised, plain):
    (article,) = read_articles([write(tmp_path, "post.html", page_with(f"<p>Witnesses saw {raised} there.</p>"))])
    assert f"Witnesses saw {plain} there." in article.text


def test_a_date_in_the_text_is_not_that_of_the_page(tmp_path):
    page = PAGE.replace("</article>", "<p>On 3 May 2019 it had been opened, on 4 May 2019 painted.</p></article>")
    dated = page.replace("<title>", '<meta property="article:published_time" content="2021-05-06T07:00:00Z"><title>')
    articles = read_articles([write(tmp_path, "a.html", page), write(tmp_path, "b.html", dated)])
    assert [article.date for article in articles] == ["", "2021-05-06"]


def test_every_problem_of_every_file_is_in_one_message(tmp_path):
    bad = [
        write(tmp_path, "latin.txt", b"caf\xe9"),
        write(tmp_path, "empty.txt", ""),
        write(tmp_path, "blank.txt", " \n\t\n"),
        tmp_path / "gone.txt",
        tmp_path / "gone",
        write(tmp_path, "scan.txt", b"%PDF-1.7 ..."),
        write(tmp_path, "nul.txt", b"a\0b\0c\0d\0"),
        write(tmp_path, "only-date.txt", "date 2024-03-29\n"),
        write(tmp_path, "page.html", "<html><body></body></html>"),
        write(tmp_path, "song.mp3", "x"),
        write(tmp_path, "rows.jsonl", '{"text": "fine"}\n{"text": null}\n{"title": "x"}\nnonsense\n{"text": "  "}\n'),
    ]
    with pytest.raises(InputError) as caught:
        read_articles([write(tmp_path, "good.txt", "The bridge is closed."), *bad])
    lines = str(caught.value).split("\n")
    expected = [
        "latin.txt: byte 3 is not UTF-8 (0xe9)",
        "empty.txt: the file is empty",
        "blank.txt: the file holds white space only",
        "gone.txt: no such file",
        "gone: no such file",
        "scan.txt: is a PDF",
        "nul.txt: byte 1 is NUL",
        "only-date.txt: there is nothing after the date",
        "page.html: no article text was found",
        "song.mp3: unknown kind of file '.mp3'",
        "rows.jsonl: line 2: text is null",
        "rows.jsonl: line 3: text is missing; there is: title",
        "rows.jsonl: line 4 is not JSON",
        "rows.jsonl: line 5: text is empty",
    ]
    assert len(lines) == len(expected)
    for line, part in zip(lines, expected, strict=True):
        assert part in line
    assert "good.txt" not in str(caught.value)


def test_a_table_gives_many_articles_with_their_columns(tmp_path):
    path = write(
        tmp_path,
        "news.csv",
        "cluster_id,doc_id,title,date,outlet,text\n"
        'flood,d1,Flood,2031-01-02,Post,"Water rose,\nfast."\n'
        "fire,d1,,,,Smoke.\n",
    )
    first, second = read_articles([path])
    assert first.to_dict() == {
        "id": "d1", "text": "Water rose,\nfast.", "title": "Flood",
        "event": "flood", "source": "Post", "date": "2031-01-02",
    }  # fmt: skip
    assert (second.event, second.title) == ("fire", "")


def test_a_json_array_and_other_names_of_the_columns(tmp_path):
    path = write(tmp_path, "flood.json", '[{"id": 7, "source": "Post", "text": "One."}, {"event": "", "text": "Two."}]')
    first, second = read_articles([path])
    assert (first.event, first.id, first.source) == ("flood", "7", "Post")
    assert (second.event, second.id) == ("flood", "2")


def test_articles_without_an_id_are_named_like_their_files(tmp_path):
    paths = [
        write(tmp_path, "bbc.json", '{"text": "One."}'),
        write(tmp_path, "cnn.json", '{"text": "Two."}'),
        write(tmp_path, "more.jsonl", '{"text": "Three."}\n{"id": "own", "text": "Four."}\n'),
    ]
    assert [article.id for article in read_articles(paths)] == ["bbc", "cnn", "more-1", "own"]


def test_in_a_table_that_names_events_every_record_must(tmp_path):
    path = write(tmp_path, "rows.jsonl", '{"text": "One."}\n{"event": "e", "text": "Two."}\n')
    with pytest.raises(InputError, match=r"rows\.jsonl: line 1: cluster_id or event is empty"):
        read_articles([path])


def test_a_folder_is_an_event(tmp_path):
    folder = tmp_path / "flood"
    folder.mkdir()
    write(folder, "b.txt", "Two.")
    write(folder, "a.txt", "One.")
    write(folder, "notes.md", "not an article")
    assert [(article.event, article.id) for article in read_articles([folder])] == [
        ("flood", "a.txt"),
        ("flood", "b.txt"),
    ]


def test_files_of_one_name_in_two_folders_are_told_apart(tmp_path):
    paths = []
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        paths.append(write(tmp_path / name, "a.txt", f"Text {name}."))
    articles = read_articles(paths)
    assert [article.id for article in articles] == [str(path) for path in paths]
    assert {article.event for article in articles} == {""}


def test_a_file_given_twice_and_shared_ids_are_named(tmp_path):
    path = write(tmp_path, "a.txt", "One.")
    table = write(tmp_path, "rows.jsonl", '{"id": "n", "text": "One."}\n{"id": "n", "text": "Two."}\n')
    with pytest.raises(InputError, match=r"(?s)a\.txt: given twice.*have the id 'n'"):
        read_articles([path, path, table])


@given(st.text(min_size=1).filter(lambda text: text.strip() and not text.startswith("\ufeff") and "\0" not in text))
def test_decoding_is_the_inverse_of_encoding(text):
    assert decode(text.encode(), Path("a.txt")) == text


@given(st.binary(min_size=1))
def test_any_bytes_are_text_or_a_message(content):
    try:
        text = decode(content, Path("a.txt"))
    except InputError:
        return
    assert text.encode() == content.removeprefix(b"\xef\xbb\xbf")
