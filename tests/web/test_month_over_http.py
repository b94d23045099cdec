"""Causes, targets and incentives over HTTP: who may, what is asked, what is answered (S6, S7, S8)."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pypdfium2
import pytest
from asking import fresh_key, open_client
from builders import NOW
from grounds import grounds
from month_lives import lay_out_settled
from network_api import API, the_app, token_of

from fieldops.files.kinds import PDF
from fieldops.hooks.messages import place_of
from inventory.events import Event, Family
from inventory.people import Person, Role


async def lay_out() -> dict[str, str]:
    """The October of ``month_lives``, and a token of each who has to do with it."""
    await lay_out_settled()
    places = {Role.FINANCE: "HQ", Role.CALL_CENTRE: "HQ", Role.DIRECTOR: "ZJ", Role.DISPATCHER: "ZJ"}
    return {role: await token_of(Person(login=role, name=role, role=role, node=node)) for role, node in places.items()}


october = grounds(lay_out)


class Asking:
    """Asks as somebody."""

    def __init__(self, client: httpx.AsyncClient, tokens: dict[str, str]) -> None:
        self._client, self._tokens = client, tokens

    async def get(self, path: str, by: Role = Role.FINANCE, **asked: Any) -> httpx.Response:
        headers = {"authorization": f"Bearer {self._tokens[by]}", **asked.pop("headers", {})}
        return await self._client.get(API + path, params=asked, headers=headers)

    async def post(self, path: str, body: Any = None, by: Role = Role.FINANCE) -> httpx.Response:
        headers = {"authorization": f"Bearer {self._tokens[by]}", **fresh_key()}
        return await self._client.post(API + path, json=body, headers=headers)


@pytest.fixture
async def ask(october: dict[str, str]) -> AsyncIterator[Asking]:
    async with open_client(the_app()) as client:
        yield Asking(client, october)


RULED = {"kind": "too_slow", "owner": "outlet"}


async def test_a_cause_is_looked_at_confirmed_and_revised(ask: Asking) -> None:
    found = await ask.get("/missed-promises", Role.DIRECTOR, period="2026-10", promise="complete", state="open")
    assert [(row["key"], row["owner"]) for row in found.json()["results"]] == [("SO-3:complete", "outlet")]

    confirmed = await ask.post("/causes/SO-3:complete/confirm", RULED, Role.DIRECTOR)
    again = await ask.post("/causes/SO-3:complete/confirm", RULED, Role.CALL_CENTRE)
    bare = await ask.post("/causes/SO-3:complete/revise", {"kind": "weather", "owner": "weather"}, Role.CALL_CENTRE)
    revised = await ask.post(
        "/causes/SO-3:complete/revise", {"kind": "weather", "owner": "weather", "reason": "道路结冰"}, Role.CALL_CENTRE
    )
    shown = (await ask.get("/causes/SO-3:complete", Role.DISPATCHER)).json()

    assert (confirmed.status_code, confirmed.json()["state"]) == (200, "confirmed")
    assert (again.status_code, again.json()["code"]) == (409, "cause_wrong_state")
    assert (bare.status_code, bare.json()["errors"][0]["path"]) == (422, "reason")
    assert (revised.status_code, [one["by"] for one in shown["rulings"]]) == (200, ["director", "call_centre"])
    assert (await ask.post("/causes/SO-2:complete/confirm", RULED, Role.DISPATCHER)).json()["code"] == "not_allowed"


async def test_an_event_about_a_cause_names_its_address(ask: Asking) -> None:
    told = (await ask.get("/events", Role.DIRECTOR, family="cause")).json()["results"]
    event = Event(**{**told[0], "at": NOW, "family": Family.CAUSE})

    found = await ask.get(place_of(event).removeprefix(API), Role.DIRECTOR)

    assert (told[0]["kind"], found.status_code, found.json()["key"]) == ("cause.confirmed", 200, "SO-2:complete")


@pytest.mark.parametrize("key", ["SO-3:restore", "SO-9:complete", "SO-3", "x:y"])
async def test_a_promise_that_was_not_missed_is_not_found(ask: Asking, key: str) -> None:
    assert (await ask.get(f"/causes/{key}", Role.DIRECTOR)).json()["code"] == "not_found"


async def test_an_owner_who_cannot_answer_for_a_cause_is_refused_by_name(ask: Asking) -> None:
    answer = await ask.post("/causes/SO-3:complete/confirm", {**RULED, "owner": "province"}, Role.DIRECTOR)

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "owner")


async def test_targets_are_told_as_of_a_moment_with_their_orders(ask: Asking) -> None:
    now = (await ask.get("/targets", period="2026-10", level="province")).json()["results"]
    then = (await ask.get("/targets", period="2026-10", level="province", as_of="2026-10-14T00:00:00+08:00")).json()
    behind = (await ask.get("/target-orders", period="2026-10", level="province", days=3, standing="late")).json()

    assert [(row["days"], row["in_time"], row["counted"], row["met"]) for row in now] == [
        (3, 2, 4, False),
        (7, 3, 4, False),
    ]
    assert [(row["in_time"], row["counted"], row["pending"]) for row in then["results"]] == [(1, 1, 3), (1, 1, 3)]
    assert [row["order"] for row in behind["results"]] == ["SO-2", "SO-3"]


async def test_a_month_is_previewed_looked_at_posted_and_not_posted_twice(ask: Asking) -> None:
    made = await ask.post("/incentive-runs", {"period": "2026-10"})
    number = made.json()["number"]
    lines = (await ask.get("/incentive-lines", run=number)).json()
    waiting = (await ask.get("/incentive-unsettled", run=number)).json()
    posted = [await ask.post(f"/incentive-runs/{number}/post") for _ in range(2)]
    entries = (await ask.get("/incentive-postings", run=number)).json()

    assert (made.status_code, made.json()["status"], made.json()["to_post"]) == (201, "previewed", 4)
    assert made.json()["figures"]["late_forward_fen"] == 3000
    assert sum(row["amount_fen"] for row in lines["results"]) == 2000 + 2000 - 2500 - 3000
    assert waiting["results"] == [{"run": number, "service_order": "SO-3", "why": "no_cause"}]
    assert [(one.status_code, one.json()["status"], one.json()["to_post"]) for one in posted] == [
        (200, "posted", 0)
    ] * 2
    assert entries["count"] == 4


async def test_what_cannot_be_run_says_why(ask: Asking) -> None:
    async def refused(answer: httpx.Response) -> tuple[int, str]:
        return answer.status_code, answer.json()["code"]

    first = (await ask.post("/incentive-runs", {"period": "2026-10"})).json()["number"]
    await ask.post("/incentive-runs", {"period": "2026-10"})

    assert await refused(await ask.post(f"/incentive-runs/{first}/post")) == (409, "incentive_run_wrong_status")
    assert await refused(await ask.post("/incentive-runs", {"period": "2026-11"})) == (409, "month_not_settled")
    assert await refused(await ask.post("/incentive-runs", {"period": "October"})) == (422, "invalid")
    for path in ("/missed-promises", "/targets", "/target-orders", "/incentives"):
        assert await refused(await ask.get(path, period="2026-13")) == (422, "invalid")
    assert await refused(await ask.post("/incentive-runs/IR-000099/post")) == (404, "not_found")
    assert await refused(await ask.get("/incentives", period="2025-01")) == (409, "no_policy")
    assert await refused(await ask.post("/incentive-runs", {"period": "2026-10"}, Role.DIRECTOR)) == (
        403,
        "not_allowed",
    )
    assert await refused(await ask.get("/incentives", Role.DISPATCHER)) == (403, "not_allowed")


async def test_the_lines_go_out_as_a_sheet_and_the_run_as_a_paper_in_both_languages(ask: Asking) -> None:
    number = (await ask.post("/incentive-runs", {"period": "2026-10"})).json()["number"]

    sheet = await ask.get("/incentive-lines", run=number, format="csv")
    papers = [
        await ask.get(f"/incentive-runs/{number}/report", headers={"accept-language": tongue})
        for tongue in ("en", "zh")
    ]
    director = await ask.get(f"/incentive-runs/{number}/report", Role.DIRECTOR)

    rows = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert [row["amount_fen"] for row in rows] == ["-3000", "2000", "2000", "-2500"]
    assert {paper.headers["content-type"] for paper in (*papers, director)} == {PDF}
    english, chinese = [_text(paper.content) for paper in papers]
    for words in (
        "Targets and incentives 2026-10 IR-000001",
        "preview, not posted",
        "not met",
        "100.0 h, more than 72.0 h",
    ):
        assert words in english
    for words in ("考核与奖惩月报", "未达标", "网点责任", "尚未认定", "SO-3"):
        assert words in chinese


def _text(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)


async def test_a_total_is_the_sum_of_its_lines(ask: Asking) -> None:
    totals = (await ask.get("/incentive-totals", period="2026-10", limit=500)).json()["results"]
    lines = (await ask.get("/incentives", period="2026-10", limit=500)).json()["results"]

    sums = {(row["by"], row["code"]): row["amount_fen"] for row in totals}
    assert sums["party", "ZJ-001"] == sums["outlet", "ZJ-001"] == 2000 - 2500
    assert sums["province", "ZJ"] == sum(line["amount_fen"] for line in lines)
    assert sums["party", "HQ/forwarding_clerk"] == -3000
