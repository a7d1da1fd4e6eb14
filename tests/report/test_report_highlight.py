"""Cutting an article at its spans loses nothing and marks every span."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.report.highlight import Piece, Span, cut

STATUSES = ["contradicted", "disputed", "supported", "not_enough_info"]


@st.composite
def marked_texts(draw):
    text = draw(st.text(max_size=60))
    offsets = st.integers(0, len(text))
    spans = draw(
        st.lists(
            st.builds(
                lambda a, b, status, finding: Span(min(a, b), max(a, b), status, finding),
                offsets,
                offsets,
                st.sampled_from(STATUSES),
                st.none() | st.integers(1, 9),
            ),
            max_size=8,
        )
    )
    return text, spans


@settings(deadline=None)
@given(marked_texts())
def test_the_pieces_joined_are_the_text_and_each_span_is_coloured(marked):
    text, spans = marked
    pieces = cut(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    statuses = [piece.status for piece in pieces for _ in piece.text]
    for offset, status in enumerate(statuses):
        covering = [span.status for span in spans if span.start <= offset < span.end]
        assert status == min(covering, key=STATUSES.index, default="")


@settings(deadline=None)
@given(marked_texts())
def test_each_span_has_one_anchor_where_it_begins(marked):
    text, spans = marked
    anchors = []
    offset = 0
    for piece in cut(text, spans):
        assert all(start == offset for start, _ in piece.anchors)
        anchors += piece.anchors
        offset += len(piece.text)
    assert sorted(anchors) == sorted({(span.start, span.end) for span in spans if span.start < span.end})


def test_overlapping_spans_take_the_more_urgent_colour_and_number_their_claims():
    assert cut("abcd", [Span(0, 3, "supported", finding=1), Span(2, 4, "contradicted")]) == [
        Piece("ab", "supported", anchors=((0, 3),)),
        Piece("c", "contradicted", anchors=((2, 4),), findings=(1,)),
        Piece("d", "contradicted"),
    ]
