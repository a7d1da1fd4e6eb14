"""Lines and openings that belong to the page and not to the story."""

from __future__ import annotations

import re

from claimcheck.text.words import any_of

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE_STAMP = r"(?:date\s)?\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?"
_PLACE = r"[A-Z][A-Z.'\u2019-]+(?:,?\s[A-Z][A-Za-z.'\u2019-]+){0,4}"
_AGENCY = r"\((?:[A-Z][\w.&\u2019'/ -]{1,30})\)"
_OPENING = re.compile(
    rf"\s*(?:{_DATE_STAMP}\s*[:\u2013\u2014|-]?\s+"
    rf"|{_PLACE}(?:,\s[A-Z][a-z]+\.?(?:\s\d{{1,2}})?)?\s(?:{_AGENCY}\s?)?(?:--?|\u2013|\u2014)\s"
    rf"|{_AGENCY}\s(?:(?:--?|\u2013|\u2014)\s)?"
    r"|(?:UPDATE|UPDATED|BREAKING|EXCLUSIVE|WATCH|LIVE|ADDENDA|Updated?|Scoop|Next)\s?:\s|ADVERTISEMENT\s(?=[A-Z])"
    r"|#\w+#\s?|\[[A-Z][a-z]+\s[a-z]+\]\s"
    r"|[\u2022\u25cf\u25aa*\u00b7]\s)"
)
_WHOLE_LINE = any_of(r"""
    advertise?ments? | comments? | \d+ comments? | share | share this.{0,40} | read more.{0,120}
    more on this.{0,60} | related.{0,40} | related(?: coverage|:) .{0,200} | recommended.{0,40}
    (?:see also|also (?:see|read)).{0,120}
    continue reading.{0,60} | story continues.{0,40} | sponsored.{0,40} | loading.{0,20}
    print | email | tweet | facebook | twitter | whatsapp | copy link
    this is a breaking.{0,120} | this story (?:has been|was|will be) updated.{0,120} | check back.{0,80}
    sign up.{0,160} | .{0,120}(?-i:\bSign up\b).{0,200} | by signing up you .{0,200} | you can unsubscribe .{0,80}
    this site is protected by recaptcha .{0,160} | get more stories like this.{0,160}
    subscribe.{0,160} | follow (?:us|@).{0,120} | click here.{0,120} | download the.{0,80}
    support (?:our|independent) journalism.{0,160} | (?:get|let) our .{0,100} | newsletter.{0,40}
    (?:file )?(?:photo|image|picture|video)s?(?: by| credit| courtesy)?\s?[:/(].{0,160}
    getty images.{0,80} | .{0,80}/(?:getty images|reuters|ap|afp|epa|shutterstock)\W*
    (?:\u00a9|copyright).{0,160} | .{0,160}all rights reserved\W*
    by (?-i:[A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+){1,4})(?:,.{0,60}| and (?-i:[A-Z]).{0,40})?
    (?:published|updated|posted|last (?:updated|modified)):?\s.{0,20}\d.{0,40}
    \((?:additional )?(?:reporting|writing|editing|edited|with reporting|graphics?).{0,300}
    (?:reporting|writing|editing) by .{0,200} | [\w./]{1,12}\s\((?:[A-Z][A-Za-z]+(?:,\s)?){1,5}\)
    .{0,80} contributed to this (?:report|story|article)\W*
    .{0,40}\b(?:writers?|reporters?|correspondents?|editors?|producers?) .{0,200} contributed\W*
    \|\s.{0,200} | source: .{0,120} | caption:.{0,160}
    .*pic\.twitter\.com/.* | https?://\S+ | (?:image|media) (?:copyright|caption|playback).{0,200}
    enlarge this image.{0,200} | hide caption.{0,300} | (?:just|must) watch(?:ed)?\b.{0,200}
    (?-i:CLOSE) (?-i:[A-Z][a-z]).{0,300} | (?:photo|picture) taken .{0,60} | something to consider.{0,200}
    (?:if you )?(?:enjoyed|liked) this (?:article|story)\b.{0,200}
    .{0,160} to your inbox\W* | content created by .{0,200} | this article is based .{0,60}reports\W*
    this (?:report|story|article) (?:contains|includes) material from .{0,100}
    the full interview (?:will air|airs) .{0,160}
    add .{0,80} as an interest .{0,200} | watch (?:live|the video|below|more).{0,100} | (?:watch|listen): .{0,160}
""")
_BOILERPLATE = re.compile(rf"\W*(?i:{_WHOLE_LINE})\W*")
#: 'Oster Courier, Monday 5 March 2035.': names and a date without a single plain word. A word is never taken apart:
#: there are more ways to do so than time to try them.
_DATELINE = re.compile(
    r"(?:(?>[A-Z\u00c0-\u00de][\w.'\u2019-]*|\d{1,4}(?:st|nd|rd|th)?|of|the|and|for|at|on|by|de|updated|published"
    r"|\d{1,2}[:.]\d\d|[ap]\.?m)[\s,.:;|/\u2013\u2014()-]*+)++"
)
#: '- Ana Ruiz (@anaruiz) March 5, 2035', with or without the address of the message.
_MESSAGE_SIGNATURE = re.compile(
    rf"(?:https?://\S{{1,200}}\s+)?[\u2013\u2014-]\s?[^()\u2013\u2014]{{1,60}}\(@\w{{1,20}}\)\s{_MONTH}\s\d{{1,2}},?\s\d{{4}}\s*$"
)
_CAPITALS = re.compile(r"\b[A-Z]{2,}")
_FEWEST_CAPITALS = 3
_SIGNED_FIGURE = re.compile(r"\s[+-]\d+\.\d+%?(?!\S)")
_PLAIN_WORD = re.compile(r"\b[a-z]{2,}\b")
_FEWEST_FIGURES = 2
#: 'Ana Ruiz Ana Maria RuizRuiz loses vote Town rejects plan MORE': a card with links, glued behind the name.
_LINK_CARD = re.compile(
    r"\b(?P<name>(?P<first>[A-Z][\w'\u2019-]*)\s(?P<last>[A-Z][\w'\u2019-]*))\s"
    r"(?:(?=(?:[A-Z]\S*\s){0,2}\(?(?P=first)\b)(?:\(?[A-Z][\w.'\u2019-]*\)?\s){1,4}(?P=last)\s"
    r"|(?:\(?[A-Z][\w.'\u2019-]*\)?\s){1,4}(?P=last)[A-Z\d])"
    r"[^\n]{0,600}?\sMORE\b"
)
_FULL_DATE = re.compile(rf"(?:{_MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{_MONTH}\s\d{{4}}|\d{{4}}-\d\d-\d\d)")
#: What a photograph shows is told in the present tense, beside the day on which it was taken.
_SHOWN = re.compile(
    r"\b"
    + any_of(r"""
        (?:is|are) (?:seen|shown|pictured) | speaks | listens | looks on | walks | arrives | departs | attends
        gestures | waves | poses | delivers | addresses | testifies | greets | smiles
        [a-z]+s (?:gather|look on|line up|disperse)
    """)
    + r"\b"
)
_PICTURE = re.compile(r"FILE(?:\sPHOTO)?\s?[-\u2013\u2014:]|In\sthis\b.{0,60}\b(?:photo|image|frame|picture)\b")
_CREDIT = re.compile(r"(?:\((?:AP|AFP|Reuters|Getty|Photo|Image|Credit)[^()]{0,80}\)|\[[^\]]{0,40}\])\s*$")
#: A credit that closes a line without a full stop: the line says what a photograph shows.
_CAPTION_CREDIT = re.compile(
    r"(?:\bREUTERS/[A-Z][\w.'\u2019-]+(?:[\s/][A-Z][\w.'\u2019-]+){0,4}"
    r"|(?:\bvia\s|[A-Z][\w.'\u2019-]+(?:\s[A-Z][\w.'\u2019-]+){0,4}/)"
    r"(?:REUTERS|Reuters|AP|AFP|EPA|Getty(?:\sImages)?)(?:,\sFILE)?"
    r"|\(AP\sPhoto[^()]{0,60}\))\s*$"
)
_LINE = re.compile(r"[^\r\n]+")
_ENDS_A_SENTENCE = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*$")
_HEADING_WORDS = 15
_LONGEST_LINE = 400
_LONGEST_INSERT = 600


def opening_length(text: str) -> int:
    """Length of a date stamp, dateline or label before the first sentence proper.

    >>> opening_length("LONDON (AP) - The river rose.")
    14
    """
    match = _OPENING.match(text)
    return match.end() if match else 0


def is_boilerplate(text: str) -> bool:
    """Whether a line belongs to the page: advertisements, datelines, captions, credits, signatures, links.

    >>> is_boilerplate("Read more: the flood in pictures"), is_boilerplate("The river rose.")
    (True, False)
    """
    if len(text) > _LONGEST_LINE:
        return False
    if _BOILERPLATE.fullmatch(text) or _PICTURE.match(text) or _MESSAGE_SIGNATURE.match(text):
        return True
    if _is_in_capitals(text) or _is_ticker(text):
        return True
    return _FULL_DATE.search(text) is not None and bool(_DATELINE.fullmatch(text) or _SHOWN.search(text))


def _is_in_capitals(text: str) -> bool:
    """Whether a line is a heading or a link inside the story: several words, all in capitals."""
    return text == text.upper() and len(_CAPITALS.findall(text)) >= _FEWEST_CAPITALS


def _is_ticker(text: str) -> bool:
    """Whether a line lists prices: names in capitals and changes with their sign."""
    return not _PLAIN_WORD.search(text) and len(_SIGNED_FIGURE.findall(text)) >= _FEWEST_FIGURES


def without_inserts(text: str) -> str:
    r"""The text with blanks, every other character at its place, for captions and messages on lines of their own.

    >>> without_inserts("It rose.\nThe dam. Oster REUTERS/Ana Ruiz\nIt fell.").split()
    ['It', 'rose.', 'It', 'fell.']
    """
    return _LINE.sub(lambda line: " " * len(line.group()) if _is_insert(line.group()) else line.group(), text)


def _is_insert(line: str) -> bool:
    return len(line) <= _LONGEST_INSERT and bool(_CAPTION_CREDIT.search(line) or _MESSAGE_SIGNATURE.search(line))


def without_credit(text: str) -> str:
    """The text without an agency or photo credit or the signature of a message at its end, nor whitespace there.

    >>> without_credit("The dam broke. - Ana Ruiz (@anaruiz) March 5, 2035")
    'The dam broke.'
    """
    return _CREDIT.sub("", _MESSAGE_SIGNATURE.sub("", text)).rstrip()


def without_link_cards(text: str) -> str:
    """The text without the cards of links that a page hangs on the names in it.

    >>> without_link_cards("Ana Ruiz Ana Maria RuizRuiz loses vote Town rejects plan MORE left on Monday.")
    'Ana Ruiz left on Monday.'
    """
    return _LINK_CARD.sub(lambda card: card["name"], text) if " MORE" in text else text


def ends_a_sentence(text: str) -> bool:
    """Whether a text closes with a full stop, a question mark or the like."""
    return _ENDS_A_SENTENCE.search(text) is not None


def is_heading(text: str) -> bool:
    """Whether a line of its own is a heading: short, and not closed like a sentence.

    >>> is_heading("Closing remarks"), is_heading("It rained.")
    (True, False)
    """
    return not ends_a_sentence(text) and len(text.split()) <= _HEADING_WORDS
