-- Who sees which counts (N3): those of the own places.

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        ('stock_counts', 'place = ANY ((SELECT reach_places())::text[])'),
        ('stock_count_lines', 'EXISTS (SELECT FROM stock_counts c WHERE c.number = count)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

CREATE SEQUENCE stock_count_numbers;

-- Two counts of one shelf would both correct the same difference.
CREATE UNIQUE INDEX stock_counts_one_open ON stock_counts (place) WHERE status IN ('opened', 'counting', 'counted');

SELECT audit_table('stock_counts', 'number');
SELECT audit_table('stock_count_lines', 'id');
