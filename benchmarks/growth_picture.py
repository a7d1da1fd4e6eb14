"""The picture of how the work of ``check`` grows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

_LINE, _REFERENCE = "#2f6f9f", "#9aa5ad"


def draw_growth(growth: Sequence[dict[str, float]], path: Path) -> None:
    """Passes and seconds per claim, and seconds per event, against the articles of the event.

    A dotted line shows seconds per claim that grow as the event's text does.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 3), layout="constrained")
    shown = {
        "passes_per_claim": "model passes per claim",
        "seconds_per_claim": "seconds per claim",
        "median_seconds_per_event": "seconds per event",
    }
    articles = [figures["articles_per_event"] for figures in growth]
    for axes, (name, title) in zip(figure.subplots(1, len(shown)), shown.items(), strict=True):
        if name == "seconds_per_claim":
            rate = growth[0][name] / growth[0]["characters_per_event"]
            proportional = [rate * figures["characters_per_event"] for figures in growth]
            axes.plot(articles, proportional, ":", color=_REFERENCE, label="as the text grows")
            axes.legend(frameon=False, fontsize="small")
        axes.plot(articles, [figures[name] for figures in growth], color=_LINE, marker="o", linewidth=1.6)
        axes.set(title=title, xlabel="articles per event", ylim=(0, None))
        axes.set_xticks(articles)
        axes.spines[["top", "right"]].set_visible(False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=160)
