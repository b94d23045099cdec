"""What is wrong with the ledger, if anything is."""

OUT_OF_BALANCE = """
SELECT a.kind, a.place, a.asset, a.balance, a.reserved FROM ledger_accounts a
WHERE a.balance <> (SELECT coalesce(sum(e.change), 0) FROM ledger_entries e WHERE e.account_id = a.id)
   OR a.reserved <> (SELECT coalesce(sum(t.amount), 0) FROM ledger_reservations r JOIN ledger_transfers t ON t.id = r.id
                     WHERE r.account_id = a.id)
UNION ALL
SELECT 'all', '', asset, sum(balance), 0 FROM ledger_accounts GROUP BY asset HAVING sum(balance) <> 0
"""
"""Accounts whose figures aren't the sum of their entries, and assets that don't sum up to nothing."""

NEGATIVE_ONCE = """
SELECT DISTINCT account_id FROM (
    SELECT e.account_id, sum(e.change) OVER (PARTITION BY e.account_id ORDER BY e.occurred_at, e.seq) AS balance
    FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE a.side = 'held'
) running WHERE balance < 0
"""
"""Accounts of our own from which, by when things occurred, more was taken than was there."""
