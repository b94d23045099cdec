-- Causes of missed promises: who sees them (N3), and decisions that stay as they were made.

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        ('causes', 'EXISTS (SELECT FROM service_orders o WHERE o.number = service_order)'),
        ('cause_rulings', 'EXISTS (SELECT FROM causes c WHERE c.key = cause)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

REVOKE UPDATE, DELETE ON cause_rulings FROM fieldops_service, fieldops_scoped;
CREATE TRIGGER cause_rulings_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON cause_rulings
    EXECUTE FUNCTION visits_refuse_change();

SELECT audit_table('causes', 'key');
SELECT audit_table('cause_rulings', 'id');

SELECT event_table('causes', 'cause', 'key', 'state', '{outlet}');
