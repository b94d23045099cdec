-- Exchanges and refunds (W2): who sees them (N3), their numbers, and what never changes.

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        ('exchanges', 'EXISTS (SELECT FROM service_orders o WHERE o.number = service_order)'),
        ('exchange_appraisals', 'EXISTS (SELECT FROM exchanges e WHERE e.number = exchange)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

CREATE SEQUENCE exchange_numbers;

-- A machine is asked back once at a time, and taken back once.
CREATE UNIQUE INDEX exchanges_one_a_unit ON exchanges (unit) WHERE state NOT IN ('refused', 'withdrawn');

-- What was found stays as it was found.
REVOKE UPDATE, DELETE ON exchange_appraisals FROM fieldops_service, fieldops_scoped;
REVOKE DELETE ON exchanges FROM fieldops_service, fieldops_scoped;
CREATE TRIGGER exchange_appraisals_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON exchange_appraisals
    EXECUTE FUNCTION visits_refuse_change();

SELECT audit_table('exchanges', 'number');
SELECT audit_table('exchange_appraisals', 'id');

SELECT event_table('exchanges', 'exchange', 'number', 'state', '{outlet}');
