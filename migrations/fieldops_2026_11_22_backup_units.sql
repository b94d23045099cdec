-- Who sees which backup units (N3): those that stand at, go to or belong to an own place.

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        ('backup_units', 'place = ANY ((SELECT reach_places())::text[]) OR home = ANY ((SELECT reach_places())::text[])'),
        ('backup_unit_steps', 'EXISTS (SELECT FROM backup_units u WHERE u.serial = unit)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

REVOKE UPDATE, DELETE ON backup_unit_steps FROM fieldops_service, fieldops_scoped;

-- An order has one unit out at most (B1), and who has one longest beyond what was agreed comes first (B3).
CREATE UNIQUE INDEX backup_units_one_an_order ON backup_units (service_order) WHERE service_order IS NOT NULL;
CREATE INDEX backup_units_lent ON backup_units (due_at, serial) WHERE state = 'at_customer';

SELECT audit_table('backup_units', 'serial');
SELECT audit_table('backup_unit_steps', 'id');
