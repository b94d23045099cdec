"""``fieldops causes``, ``targets`` and ``incentives``: a month from its missed promises to what is posted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextvars import copy_context
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from grounds import Grounds, LayOut
from month_lives import lay_out_settled

from fieldops.cli import console
from fieldops.cli.main import main

Commands = Callable[..., Result]


@pytest.fixture
def october(
    laid_out: Callable[[LayOut], Grounds], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Commands]:
    """The command line, in English, on a database with the October of ``month_lives``."""
    with laid_out(lay_out_settled).clone_url() as url:
        monkeypatch.setenv("FIELDOPS_DATABASE_URL", url)
        monkeypatch.setenv("FIELDOPS_DATA_DIR", str(tmp_path))
        monkeypatch.setenv("LC_ALL", "C.UTF-8")
        monkeypatch.setattr(console.out, "width", 250)
        yield lambda *words, **given: copy_context().run(CliRunner().invoke, main, words, **given)


def lines(result: Result) -> list[list[str]]:
    assert result.exit_code == 0, result.output
    return [line.split() for line in result.output.splitlines()]


def test_missed_promises_are_listed_shown_and_decided(october: Commands) -> None:
    listed = lines(october("causes", "list", "--month", "2026-10", "--promise", "complete"))
    shown = october("causes", "show", "SO-3:complete")
    decided = october("causes", "confirm", "SO-3:complete", "too_slow", "outlet", "--by", "director")
    again = october("causes", "confirm", "SO-3:complete", "too_slow", "outlet")
    revised = october("causes", "revise", "SO-3:complete", "weather", "weather", "--reason", "ice")
    still_open = json.loads(october("causes", "list", "--month", "2026-10", "--state", "open", "--json").output)

    assert [line[0] for line in listed[1:-1]] == ["SO-3:complete", "SO-2:complete"]
    assert listed[-1][:4] == ["1", "of", "2", "are"]
    assert "128.0 h late, open" in shown.output
    assert "nothing else is known to have been in the way: 200.0 h" in shown.output
    assert "confirmed" in decided.output
    assert "director" in decided.output
    assert (again.exit_code, "cause_wrong_state" in again.stderr) == (1, True)
    assert "ice" in revised.output
    assert {one["promise"] for one in still_open["results"]}.isdisjoint({"complete"})


def test_targets_of_a_province_have_their_verdict_and_the_orders_that_were_late(october: Commands) -> None:
    shown = lines(october("targets", "--month", "2026-10", "--province", "ZJ", "--late"))

    assert shown[0][:2] == ["Targets", "2026-10,"]
    assert shown[2] == ["province", "ZJ", "3", "d", "85", "%", "50.00", "%", "2", "4", "0", "NOT", "MET"]
    assert ["outlet", "ZJ-002", "7", "d", "100", "%", "100.00", "%", "1", "1", "0", "met"] in shown
    assert [line[0] for line in shown if line and line[0].startswith("SO-")] == ["SO-2", "SO-3", "SO-3"]


def test_a_month_is_shown_with_targets_lines_explanations_and_totals(october: Commands) -> None:
    shown = october("incentives", "show", "--month", "2026-10", "--province", "ZJ")

    text = shown.output
    assert shown.exit_code == 0, text
    assert "NOT MET" in text
    assert "front loader, 0.8 km away, done after 21.0 h of 24.0 h: 20.00 yuan." in text
    assert "100.0 h, more than 72.0 h; the outlet's matter: 25.00 yuan." in text
    assert ["ZJ-001", "outlet", "2", "20.00", "-25.00", "-5.00"] in lines(shown)
    one = json.loads(october("incentives", "show", "--month", "2026-10", "--order", "SO-2", "--json").output)
    assert [line["amount_fen"] for line in one["lines"]] == [-2500]


def test_a_month_is_previewed_posted_after_a_yes_and_nothing_is_paid_twice(october: Commands) -> None:
    no = october("incentives", "run", "2026-10", input="n\n")
    yes = october("incentives", "run", "2026-10", input="y\n")
    again = october("incentives", "run", "2026-10", "--yes")
    listed = lines(october("incentives", "runs"))

    assert "4 lines, 4 entries to post" in no.output
    assert "SO-3" in no.output, "it waits for somebody to decide"
    assert "IR-000002: posted" in yes.output
    assert "4 lines, 0 entries to post" in again.output
    assert [line[0] for line in listed[1:]] == ["IR-000003", "IR-000002", "IR-000001"]
    assert [("previewed" in line, "posted" in line, "replaced" in line) for line in listed[1:]] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]


def test_a_run_is_written_as_pdf_and_as_a_sheet(october: Commands, tmp_path: Path) -> None:
    october("incentives", "run", "2026-10", "--preview")
    pdf, sheet = tmp_path / "run.pdf", tmp_path / "run.csv"

    for file in (pdf, sheet):
        written = october("incentives", "report", "IR-000001", "-o", str(file))
        assert written.exit_code == 0, written.output
    wrong = october("incentives", "report", "IR-000001", "-o", str(tmp_path / "run.doc"))

    assert pdf.read_bytes().startswith(b"%PDF")
    assert len(sheet.read_text(encoding="utf-8-sig").splitlines()) == 5
    assert (wrong.exit_code, ".xlsx" in wrong.output) == (2, True)


def test_a_month_that_is_not_settled_is_refused_with_what_to_do(october: Commands) -> None:
    refused = october("incentives", "show", "--month", "2026-11")

    assert (refused.exit_code, "month_not_settled" in refused.stderr) == (1, True)


def test_the_month_is_told_in_chinese(october: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    assert "未达标" in october("targets", "--month", "2026-10").output
    shown = october("incentives", "show", "--month", "2026-10").output
    assert "用时 100.0 小时，超过 72.0 小时，网点责任：25.00 元。" in shown
    assert "1 单超时原因尚未认定" in shown
    assert "无其他已知原因，网点处理超时" in october("causes", "list", "--month", "2026-10").output
