"""A power cut at any moment of telling: no report is lost, none comes twice, no draft stays behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from api.database import Database
from api.people import grants, recovery_key
from api.reports.documents import Details, details_place, open_document, staff_key_place
from api.reports.models import Draft, Report
from api.reports.sealing import unseal
from api.settings import PROJECT
from tests.reports.killed_intake import STORY

EVERY = 13  # statements between two moments of death
SECONDS = 150


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_report_survives_a_kill_at_any_statement(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.reports.killed_intake", str(tmp_path), str(PROJECT / ".cache"), str(EVERY)]
    done = subprocess.run(command, cwd=PROJECT, check=False, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0, done.stderr
    recovery = recovery_key.read((tmp_path / "recovery-key").read_text())
    folders = [folder for folder in tmp_path.iterdir() if folder.is_dir() and folder.name != "template"]
    assert len(folders) > 10
    for folder in folders:
        assert stories(folder, recovery) == [[STORY]], folder.name


def stories(folder: Path, recovery: bytes) -> list[list[str]]:
    """What each report of a database tells, opened with the recovery key."""
    database = Database(f"sqlite:///{folder / 'jardam.db'}")
    try:
        with database.transaction() as session:
            assert session.scalar(select(func.count()).select_from(Draft)) == 0
            keyring = grants.open_with_recovery(session, recovery)
            return [told(report, keyring.private(report.key)) for report in session.scalars(select(Report))]
    finally:
        database.close()


def told(report: Report, organisation: bytes) -> list[str]:
    private = unseal(report.private_for_staff, organisation, staff_key_place(report.id))
    return open_document(Details, report.details, private, details_place(report.id)).told
