"""An article's id is unique within its event."""

from __future__ import annotations

from claimcheck.records import Article


class ArticleIds:
    """The ids that the articles of each event have so far.

    >>> ids = ArticleIds()
    >>> ids.take(Article(id="a1", text="The bridge is open.", event="bridge"))
    >>> ids.take(Article(id="a1", text="The bridge is closed.", event="bridge"))
    "two articles of event 'bridge' have the id 'a1'; rename one"
    """

    def __init__(self) -> None:
        self._taken: set[tuple[str, str]] = set()

    def take(self, article: Article) -> str | None:
        """Note an article's id; or say what is wrong, where another article of its event has it."""
        key = article.event, article.id
        if key in self._taken:
            of_event = f" of event {article.event!r}" if article.event else ""
            return f"two articles{of_event} have the id {article.id!r}; rename one"
        self._taken.add(key)
        return None
