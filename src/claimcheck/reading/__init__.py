"""Files in, articles or claim-evidence rows out; every bad row is reported, none is lost."""

from claimcheck.reading.articles import ARTICLE_SUFFIXES, left_out, read_articles
from claimcheck.reading.drafts import replacing
from claimcheck.reading.events import Event, count_events, iter_events
from claimcheck.reading.locations import location
from claimcheck.reading.rows import Row, iter_rows
from claimcheck.reading.tables import TABLE_SUFFIXES, count_records
from claimcheck.reading.writers import check_writable, open_writer, table_suffix

__all__ = [
    "ARTICLE_SUFFIXES",
    "TABLE_SUFFIXES",
    "Event",
    "Row",
    "check_writable",
    "count_events",
    "count_records",
    "iter_events",
    "iter_rows",
    "left_out",
    "location",
    "open_writer",
    "read_articles",
    "replacing",
    "table_suffix",
]
