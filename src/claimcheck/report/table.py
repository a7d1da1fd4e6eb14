"""A report as a table for terminals, readable from 80 columns on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from claimcheck.labels import Label
from claimcheck.records import DISPUTED, Finding
from claimcheck.report.order import decided_first, group_by_status
from claimcheck.report.wording import DUPLICATE_REMARK, STATUS_NAMES, event_heading, percent, verdict_verb

if TYPE_CHECKING:
    from claimcheck.report.report import Report, VerdictKey

_STYLES = {
    str(Label.CONTRADICTED): "red",
    DISPUTED: "yellow",
    str(Label.SUPPORTED): "green",
    str(Label.NOT_ENOUGH_INFO): "bright_black",
}
_SIGNS = {str(Label.CONTRADICTED): "✗", str(Label.SUPPORTED): "✓", str(Label.NOT_ENOUGH_INFO): "·"}

#: An article must not move the cursor or recolour the terminal.
_NO_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")


def to_table(report: Report) -> RenderableType:
    """Findings by event and status: the claim on the left, what each other article does to it on the right."""
    parts: list[RenderableType] = [_summary(report)]
    for event in report.events:
        if len(report.events) > 1:
            parts.append(Text(f"\n{_clean(event_heading(event))}", style="bold underline"))
        groups = group_by_status(finding for finding in report.findings if finding.event == event)
        parts.extend(_status_table(status, findings, report) for status, findings in groups.items())
    parts.extend(Text(f"Note: {_clean(note)}", style="italic") for note in report.notes)
    return Group(*parts)


def _summary(report: Report) -> Text:
    articles, claims = len(report.articles), len(report.findings)
    line = Text(f"{articles} articles, {claims} claims: ", style="bold")
    counts = [
        Text(f"{count} {STATUS_NAMES[status].lower()}", style=_STYLES[status])
        for status, count in report.counts.items()
    ]
    return line + Text(", ").join(counts)


def _status_table(status: str, findings: list[Finding], report: Report) -> Table:
    style = _STYLES[status]
    table = Table(box=SIMPLE_HEAD, expand=True, padding=(0, 1), header_style=f"bold {style}", border_style=style)
    table.add_column(f"{STATUS_NAMES[status]} ({len(findings)})", ratio=5)
    if status == Label.NOT_ENOUGH_INFO:
        table.add_column("Article", overflow="fold", max_width=24)
        for finding in findings:
            table.add_row(Text(_clean(finding.claim.text)), Text(_clean(finding.claim.article), style="bold"))
        return table
    table.add_column("The other articles", ratio=6)
    for finding in findings:
        claim = Text(_clean(finding.claim.text)) + Text(f"\n{_clean(finding.claim.article)}", style="bold")
        table.add_row(claim, Text("\n").join(_verdict_lines(finding, report.reasons)))
        table.add_section()
    return table


def _verdict_lines(finding: Finding, reasons: Mapping[VerdictKey, str]) -> Iterator[Text]:
    for verdict in decided_first(finding):
        label = str(verdict.prediction.label)
        style = "bright_black" if verdict.duplicate_of_source else _STYLES[label]
        article = Text(_clean(verdict.article), style="bold")
        if verdict.duplicate_of_source:
            yield Text("= ", style=style) + article + Text(f" {DUPLICATE_REMARK}", style=style)
            continue
        confidence = "" if verdict.prediction.unsure else f" {percent(verdict.prediction.confidence)}"
        words = f" {verdict_verb(verdict.prediction)}{confidence}"
        ruling = Text(f"{_SIGNS[label]} ", style=style) + article + Text(words, style)
        reason = reasons.get((finding.event, finding.claim.id, verdict.article))
        yield ruling + Text(f": {_clean(reason)}", style=style) if reason else ruling
        if verdict.prediction.evidence and verdict.prediction.label is not Label.NOT_ENOUGH_INFO:
            yield Text(f"“{_clean(verdict.prediction.evidence[0].text)}”")


def _clean(text: str) -> str:
    return text.translate(_NO_CONTROLS)
