-- Who sees which moves of stock by hand (N3): what leaves or reaches an own place. They are never changed.

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        ('stock_moves', 'source = ANY ((SELECT reach_places())::text[]) OR destination = ANY ((SELECT reach_places())::text[])'),
        ('stock_move_lines', 'EXISTS (SELECT FROM stock_moves m WHERE m.number = move)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
        EXECUTE format('REVOKE UPDATE, DELETE ON %I FROM fieldops_service, fieldops_scoped', rule.tablename);
    END LOOP;
END $$;

CREATE SEQUENCE stock_move_numbers;

SELECT audit_table('stock_moves', 'number');
SELECT audit_table('stock_move_lines', 'id');
