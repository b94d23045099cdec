"""The table of attacks in docs/security.md: what is tried stands here, what it gets is told by the tests.

A run compares what each attack got with the page; with ``FIELDOPS_WRITE_SECURITY=1`` it writes the page instead.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/security.md"
CASES = int(os.environ.get("FIELDOPS_ATTACK_CASES", "0"))
"""Of a long run: how often what is made by chance is made anew. Without it a run tries a part of what there is:"""

SHARE = 8
"""One in so many."""

WRITES = bool(os.environ.get("FIELDOPS_WRITE_SECURITY"))


@dataclass(frozen=True, slots=True)
class Attack:
    """``tried``: how it is tried, how often or how much."""

    what: str
    tried: str

    def row(self, got: str) -> str:
        return f"| {self.what} | {self.tried} | {got} |"


@dataclass(frozen=True, slots=True)
class TriedElsewhere(Attack):
    """An attack that is tried by ``test``, in another folder of the tests."""

    got: str
    test: str

    def row(self, got: str) -> str:
        return f"| {self.what} | {self.tried} | {got} (`tests/{self.test.partition('::')[0]}`) |"


ATTACKS: dict[str, Attack] = {
    "slow_head": Attack("a head that comes byte by byte, or not at all", "3 connections, new or used before"),
    "slow_body": Attack("a body that stops after one byte", "30 connections at once"),
    "endless_body": Attack("a body in chunks without end", "up to 10 MB"),
    "large_body": Attack("10 MB of JSON", "announced in Content-Length"),
    "large_body_of_nobody": Attack("10 MB of JSON without a log-in", "announced in Content-Length"),
    "smuggled_request": Attack("a request in another's body", "two lengths, or a length that is none"),
    "malformed_head": Attack("a head that is none", "200 kB of it, NUL, a lone CR, two hosts, TLS"),
    "path_tricks": Attack("a path that leads elsewhere", "`..%2f`, `%252e`, `%c0%ae`, `%00`, `\\`, `;`, other hosts"),
    "overriding_headers": Attack(
        "a header that overrides method, path, host or user", "`X-HTTP-Method-Override`, `X-Original-URL`, …"
    ),
    "unknown_methods": Attack("a method that is none", "on three addresses"),
    "cors": Attack("another site that asks what it may do", "OPTIONS with Origin"),
    "flood": Attack("a flood of requests without a log-in", "150 on 30 connections, where 30 a minute are allowed"),
    "forwarded_for": Attack("a flood from addresses made up in X-Forwarded-For", "90, where 30 a minute are allowed"),
    "log_in_flood": Attack("a flood of log-ins", "60 at once from one address, each with another login"),
    "deep_nesting": Attack("JSON nested without end", "33 to 900,000 levels, in four ways"),
    "no_json": Attack(
        "a body that is no JSON", "cut off, NaN, UTF-16, lone surrogates, a number of 900,000 digits, XML, …"
    ),
    "wrong_json": Attack("JSON that is no customer", "other types, `__class__`, `$ne`, 50,000 unknown fields"),
    "content_types": Attack("JSON under another content type", "forms, XML, none"),
    "password": Attack("guessing a password", "12 guesses at one login"),
    "session": Attack("guessing a session's cookie", "12 of 256 bits"),
    "api_token": Attack("guessing an API token", "12 of 256 bits"),
    "reset_link": Attack("guessing a password's reset link", "12 of 256 bits"),
    "which_logins": Attack("finding out which logins exist", "20 pairs of a known and an unknown one, interleaved"),
    "generated": Attack(
        "requests that schemathesis makes from the OpenAPI document",
        "good and bad ones for every endpoint, each sent as every role at each kind of node, and as nobody",
    ),
    "hostile_texts": Attack(
        "text that is code elsewhere, in every text field and filter",
        "13 texts: SQL, templates, `${jndi:}`, format strings, HTML, NUL, lone surrogates, right-to-left marks, 100 kB",
    ),
    "formulas": Attack(
        "text that a spreadsheet takes for a formula",
        "`=`, `+`, `-`, `@`, a tab, full-width signs; every list as a CSV",
    ),
    "neighbours_time": Attack(
        "telling a neighbour's record from one that doesn't exist", "25 interleaved pairs at each endpoint"
    ),
    "zip_bomb": Attack("a spreadsheet that grows when unpacked", "2 MB that become 2 GB"),
    "lying_bomb": Attack("the same, announced as 7 bytes", "2 MB that become 2 GB"),
    "laughs": Attack("a spreadsheet whose XML grows by entities", "250 kB that become 5 GB"),
    "macros": TriedElsewhere(
        "a spreadsheet with macros, links or embedded files",
        "under any name",
        got="422 spreadsheet_unsafe",
        test="files/test_sheets_in.py::test_macros_links_and_embedded_files_are_refused",
    ),
    "csrf": TriedElsewhere(
        "a change by another site in a user's browser",
        "no token, a wrong one, another session's",
        got="403 cross_site_request",
        test="web/test_sessions.py::test_a_change_by_cookie_needs_the_sessions_own_token",
    ),
    "out_of_reach": TriedElsewhere(
        "asking for a record beside or above one's node",
        "every endpoint, role and relation",
        got="404 not_found, and no row in any list or sheet",
        test="web/test_access.py::test_nobody_sees_or_changes_what_is_not_below",
    ),
    "webhook_inside": TriedElsewhere(
        "a webhook that points into our own network",
        "17 addresses, a name that leads elsewhere the second time, a redirect",
        got="nothing is sent there",
        test="hooks/test_sending.py::test_a_webhook_does_not_reach_into_a_network_of_ours",
    ),
    "altered_entry": TriedElsewhere(
        "an entry of the audit log, altered by the database's superuser",
        "7 columns, links, order, and a lane computed anew",
        got="`fieldops audit verify` names the entry and ends with status 1",
        test="cli/test_audit_command.py::test_an_altered_entry_is_named",
    ),
}


def told(name: str, got: str) -> None:
    """The attack ``name`` got this."""
    attack = ATTACKS[name]
    if WRITES:
        _write("attacks", attack.what, attack.row(got), [one.what for one in ATTACKS.values()])
    assert rows("attacks").get(attack.what) == attack.row(got), f"{name} got: {got}"


def figure(who: str, text: str, order: list[str]) -> None:
    """A figure of a long run, which is written with the page and never compared."""
    if WRITES:
        _write("figures", who, f"| {who} | {text} |", order)


def rows(table: str) -> dict[str, str]:
    """The lines of one of the page's tables by their first cell."""
    lines = _parts(table)[1].splitlines()[2:]
    return {line.split(" | ")[0].removeprefix("| "): line for line in lines}


def _parts(table: str) -> tuple[str, str, str]:
    """What stands before the table, in it and after it."""
    before, begins, rest = PAGE.read_text(encoding="utf-8").partition(f"<!-- {table} -->\n\n")
    inside, ends, after = rest.partition("\n<!-- end -->")
    assert begins
    assert ends
    return before + begins, inside, ends + after


def _write(table: str, first: str, line: str, order: list[str]) -> None:
    with FileLock(Path(tempfile.gettempdir()) / "fieldops-security.lock"):
        before, inside, after = _parts(table)
        known = {**rows(table), first: line}
        lines = [*inside.splitlines()[:2], *(known[one] for one in order if one in known)]
        PAGE.write_text(before + "\n".join([*lines, ""]) + after, encoding="utf-8")
