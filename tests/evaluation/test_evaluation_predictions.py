import pyarrow.parquet as pq
import pytest

from claimcheck.errors import OutputError
from claimcheck.evaluation.predictions import Stamp, read_findings, write_findings

STAMP = Stamp("model", "rows")


def test_findings_are_read_back_by_their_stamp_only(tmp_path):
    path = tmp_path / "made" / "findings.parquet"
    write_findings(path, STAMP, [{"claim": "The bridge is open."}])
    assert read_findings(path, STAMP) == [{"claim": "The bridge is open."}]
    assert read_findings(path, Stamp("model", "other rows")) is None


def test_a_full_disk_keeps_the_older_file_and_leaves_no_scrap(tmp_path, monkeypatch):
    path = tmp_path / "findings.parquet"
    write_findings(path, STAMP, [{"claim": "The bridge is open."}])

    def full(table, draft, **_):
        draft.write_bytes(b"PAR1")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(OutputError, match=r"findings\.parquet: cannot be written: No space left on device"):
        write_findings(path, STAMP, [{"claim": "The bridge is closed."}])
    monkeypatch.undo()
    assert read_findings(path, STAMP) == [{"claim": "The bridge is open."}]
    assert list(tmp_path.iterdir()) == [path]
