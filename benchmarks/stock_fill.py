"""Millions of transfers, written into the ledger's tables as its posting would have left them, and checked that they are.

A head office, ten provinces and 289 partners, each with a warehouse; 3,000 parts, some asked for far more than others.
After an opening of every account parts come in, go down the network and are used up; one transfer of fifty is booked late,
and the last few thousand only reserve.
"""

from __future__ import annotations

import time
from typing import Any

PARTS, PROVINCES, PARTNERS = 3000, 10, 289
RESERVED = 5000

NETWORK = f"""
INSERT INTO nodes (code, kind, name_zh, name_en, lon, lat, parent, partner_kind, version)
SELECT 'HQ', 'head_office', '总部', 'Head office', 120, 30, NULL, NULL, 1 UNION ALL
SELECT format('P%s', lpad(n::text, 2, '0')), 'province', '省', 'Province', 120, 30, 'HQ', NULL, 1
FROM generate_series(0, {PROVINCES - 1}) n UNION ALL
SELECT format('P%s-%s', lpad((n % {PROVINCES})::text, 2, '0'), lpad(n::text, 3, '0')), 'partner', '网点', 'Outlet', 120, 30,
       format('P%s', lpad((n % {PROVINCES})::text, 2, '0')), 'service_outlet', 1
FROM generate_series(0, {PARTNERS - 1}) n;
INSERT INTO locations (code, node, kind) SELECT code || '/WH', code, 'warehouse' FROM nodes;
INSERT INTO parts (number, name_zh, name_en, category, unit_cost_fen, must_return, serial_tracked, version)
SELECT format('PART-%s', lpad(n::text, 4, '0')), '配件', 'Part', 'electrical', 1000, true, false, 1
FROM generate_series(0, {PARTS - 1}) n;
"""

# What is stocked where: everything at the head office, two parts of three in a province, one of seven at a partner.
ACCOUNTS = """
INSERT INTO ledger_accounts (owner, kind, place, asset, condition, side, balance, reserved, seq)
SELECT 'HQ', 'stock', l.code, p.number, 'new', 'held', 0, 0, 0
FROM locations l JOIN nodes n ON n.code = l.node CROSS JOIN parts p
WHERE n.kind = 'head_office' OR hashtext(l.code || p.number) % CASE n.kind WHEN 'province' THEN 3 ELSE 7 END
      = ANY (CASE n.kind WHEN 'province' THEN ARRAY[0, 1, -1] ELSE ARRAY[0] END)
UNION ALL
SELECT 'HQ', kind, '', p.number, 'new', 'outside', 0, 0, 0
FROM parts p CROSS JOIN unnest(ARRAY['supplier', 'consumption']) kind;

CREATE UNLOGGED TABLE bench_stock AS
SELECT a.id, a.asset, n.kind, n.parent, n.code AS node,
       substr(a.asset, 6)::int AS part, row_number() OVER (PARTITION BY a.asset ORDER BY hashtext(a.place)) AS r,
       count(*) OVER (PARTITION BY a.asset) AS places
FROM ledger_accounts a JOIN locations l ON l.code = a.place JOIN nodes n ON n.code = l.node WHERE a.kind = 'stock';
CREATE UNIQUE INDEX ON bench_stock (part, r);
CREATE UNLOGGED TABLE bench_outside AS
SELECT substr(s.asset, 6)::int AS part, s.id AS supplier, c.id AS consumption
FROM ledger_accounts s JOIN ledger_accounts c ON c.asset = s.asset AND c.kind = 'consumption' WHERE s.kind = 'supplier';
ANALYZE bench_stock, bench_outside;
"""

# Request n: the opening of each account, then one of three kinds for a part drawn with a preference for low numbers.
REQUESTS = """
CREATE UNLOGGED TABLE bench_requests AS
WITH drawn AS (
    SELECT n, floor({parts} * power(random(), 3))::int AS part, random() AS kind, random() AS a, random() AS b,
           1 + floor(5 * random())::int AS amount, random() < 0.02 AS late
    FROM generate_series((SELECT count(*) FROM bench_stock) + 1, {transfers}) n
)
SELECT row_number() OVER (ORDER BY id) AS n, 'transfer' AS action, o.supplier AS source_id, s.id AS destination_id,
       1000000::bigint AS amount, 'opening' AS purpose, timestamptz '2024-01-01 00:00+08' AS occurred_at
FROM bench_stock s JOIN bench_outside o USING (part)
UNION ALL
SELECT d.n, CASE WHEN d.n > {transfers} - {reserved} THEN 'pending' ELSE 'transfer' END,
       CASE WHEN d.kind < 0.1 THEN o.supplier ELSE s.id END,
       CASE WHEN d.kind < 0.1 THEN s.id WHEN d.kind < 0.5 OR t.id = s.id THEN o.consumption ELSE t.id END,
       d.amount, CASE WHEN d.kind < 0.1 THEN 'receipt' WHEN d.kind < 0.5 OR t.id = s.id THEN 'issue' ELSE 'move' END,
       timestamptz '2024-01-02 00:00+08' + interval '2 years' * (d.n::float8 / {transfers})
       - CASE WHEN d.late THEN interval '9 days' * d.a ELSE interval '0' END
FROM drawn d
JOIN LATERAL (SELECT places FROM bench_stock WHERE part = d.part AND r = 1) p ON true
JOIN bench_stock s ON s.part = d.part AND s.r = 1 + floor(p.places * d.a * d.a)::int
JOIN bench_stock t ON t.part = d.part AND t.r = 1 + floor(p.places * d.b)::int
JOIN bench_outside o ON o.part = d.part;
"""

# The figures of both accounts after each request, as ledger_write works them out: one window along each account.
ENTRIES = """
CREATE UNLOGGED TABLE bench_entries AS
SELECT n, gives, account_id, row_number() OVER along AS seq, (sum(change) OVER along)::bigint AS balance,
       (sum(reserved_change) OVER along)::bigint AS reserved, max(occurred_at) OVER along AS latest_at
FROM (
    SELECT n, true AS gives, source_id AS account_id, occurred_at,
           CASE action WHEN 'pending' THEN 0 ELSE -amount END AS change,
           CASE action WHEN 'pending' THEN amount ELSE 0 END AS reserved_change FROM bench_requests
    UNION ALL
    SELECT n, false, destination_id, occurred_at, amount, 0 FROM bench_requests WHERE action <> 'pending'
) e WINDOW along AS (PARTITION BY account_id ORDER BY n ROWS UNBOUNDED PRECEDING);
"""

TRANSFERS = """
INSERT INTO ledger_transfers (id, action, source_id, destination_id, amount, reserved_change, purpose, reference, occurred_at,
    recorded_at, source_seq, source_balance, source_reserved, source_latest_at, destination_seq, destination_balance,
    destination_reserved, destination_latest_at, asset)
SELECT 'bench/' || lpad(r.n::text, 9, '0'), r.action, r.source_id, r.destination_id, r.amount,
       CASE r.action WHEN 'pending' THEN r.amount ELSE 0 END, r.purpose, 'SO-' || r.n / 4, r.occurred_at, r.occurred_at,
       s.seq, s.balance, s.reserved, s.latest_at, d.seq, d.balance, d.reserved, d.latest_at, a.asset
FROM bench_requests r
JOIN bench_entries s ON s.n = r.n AND s.gives
LEFT JOIN bench_entries d ON d.n = r.n AND NOT d.gives
JOIN ledger_accounts a ON a.id = r.source_id
ORDER BY r.n;

UPDATE ledger_accounts a SET seq = e.seq, balance = e.balance, reserved = e.reserved, latest_at = e.latest_at
FROM (SELECT DISTINCT ON (account_id) * FROM bench_entries ORDER BY account_id, seq DESC) e WHERE e.account_id = a.id;

INSERT INTO ledger_reservations (id, account_id, reference)
SELECT id, source_id, reference FROM ledger_transfers WHERE action = 'pending';

DROP TABLE bench_stock, bench_outside, bench_requests, bench_entries;
"""

WRONG_ACCOUNTS = """
SELECT count(*) FROM (SELECT * FROM ledger_accounts WHERE seq > 0 ORDER BY hashtext(id::text) LIMIT 2000) a
CROSS JOIN LATERAL (
    SELECT sum(change) AS balance, sum(reserved_change) AS reserved, count(*) AS entries, max(seq) AS seq,
           max(occurred_at) AS latest_at FROM ledger_entries WHERE account_id = a.id
) e
WHERE (a.balance, a.reserved, a.seq, a.seq, a.latest_at) IS DISTINCT FROM (e.balance, e.reserved, e.entries, e.seq, e.latest_at)
"""
"""How many of 2,000 accounts are not the sums of their entries."""


async def fill(connection: Any, transfers: int) -> dict[str, float]:
    """Write so many transfers; answers the seconds it took. ``connection`` is that of a superuser.

    :raises RuntimeError: what was written is not what posting would have left.
    """
    start = time.perf_counter()
    await connection.execute(
        "SET session_replication_role = replica; SET work_mem = '512MB'; SET maintenance_work_mem = '1GB'"
    )
    await connection.execute("SELECT setseed(0.5)")
    await connection.execute(NETWORK)
    await connection.execute(ACCOUNTS)
    await connection.execute(REQUESTS.format(parts=PARTS, transfers=transfers, reserved=RESERVED))
    await connection.execute("CREATE INDEX ON bench_requests (n); ANALYZE bench_requests")
    await connection.execute(ENTRIES)
    await connection.execute("ANALYZE bench_entries")
    indexes = await connection.fetch(
        "SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index"
        " WHERE indrelid = 'ledger_transfers'::regclass AND NOT indisprimary"
    )
    for index in indexes:
        await connection.execute(f"DROP INDEX {index['name']}")
    await connection.execute(TRANSFERS)
    for index in indexes:
        await connection.execute(index["definition"])
    await connection.execute("VACUUM (ANALYZE) ledger_transfers; ")
    await connection.execute("VACUUM (FULL, ANALYZE) ledger_accounts")
    await connection.execute("ANALYZE")
    await connection.execute("RESET session_replication_role; RESET work_mem; RESET maintenance_work_mem")
    wrong = await connection.fetchval(WRONG_ACCOUNTS)
    if wrong:
        raise RuntimeError(f"{wrong} accounts of 2,000 are not the sums of their entries")
    return {"fill_s": round(time.perf_counter() - start)}
