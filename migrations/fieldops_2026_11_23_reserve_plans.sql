-- Who sees which reserve plans and past demand (N3): the partner's own.

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        ('past_demand', 'partner = ANY ((SELECT reach_nodes())::text[])'),
        ('reserve_plans', 'partner = ANY ((SELECT reach_nodes())::text[])'),
        ('reserve_plan_lines', 'EXISTS (SELECT FROM reserve_plans p WHERE p.number = plan)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

CREATE SEQUENCE reserve_plan_numbers;

-- New pieces that partners' repairs took, or gave back. What a partner paid for is consumed under its own name; ours under
-- the head office's, and then the place that it was taken from says whose repair it was. Two branches, so that a
-- partner's own are found by its accounts or its places, not among all repairs of the network.
CREATE VIEW parts_taken WITH (security_invoker = true) AS
    SELECT n.code AS partner, a.asset AS part, e.occurred_at, e.change
    FROM nodes n
    JOIN ledger_accounts a ON a.owner = n.code AND a.kind = 'consumption' AND a.condition = 'new'
    JOIN ledger_entries e ON e.account_id = a.id
    WHERE n.kind = 'partner' AND e.change <> 0
    UNION ALL
    SELECT n.code, o.asset, e.occurred_at, -e.change
    FROM nodes n
    JOIN locations l ON l.node = n.code
    JOIN ledger_accounts o ON o.place = l.code AND o.condition = 'new'
    JOIN ledger_entries e ON e.account_id = o.id
    JOIN ledger_account_keys a ON a.id = e.other_id AND a.kind = 'consumption' AND a.condition = 'new'
    JOIN nodes own ON own.code = a.owner AND own.kind <> 'partner'
    WHERE n.kind = 'partner' AND e.change <> 0;

-- The kinds of import are those of inventory.imports.life.
ALTER TABLE imports DROP CONSTRAINT imports_kind;
ALTER TABLE imports ADD CONSTRAINT imports_kind CHECK (
    kind IN ('demand', 'part_fits', 'partners', 'parts', 'prices', 'quotas', 'stock', 'units_sold'));

SELECT audit_table('past_demand', 'key');
SELECT audit_table('reserve_plans', 'number');
SELECT audit_table('reserve_plan_lines', 'id');
