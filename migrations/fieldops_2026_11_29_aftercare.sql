-- Callbacks and spot checks: who sees them (N3), what of them never changes, and their events.

DO $$
DECLARE
    rule record;
BEGIN
    -- a technician's visit makes its callback when it is done
    FOR rule IN SELECT * FROM (VALUES
        ('callbacks', 'outlet = ANY ((SELECT reach_nodes())::text[]) OR technician = (SELECT reach_technician())'),
        ('spot_check_repairs', 'outlet = ANY ((SELECT reach_nodes())::text[])'),
        ('spot_checks', 'outlet = ANY ((SELECT reach_nodes())::text[])')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

CREATE INDEX callbacks_waiting ON callbacks (due_at) WHERE state IN ('due', 'tried');
CREATE INDEX visits_done ON visits (closed_at) WHERE outcome = 'done';

-- Anybody can draw a sample again: what it was drawn from stays as it was.
REVOKE UPDATE, DELETE ON spot_check_draws, spot_check_repairs FROM fieldops_service, fieldops_scoped;
CREATE TRIGGER spot_check_draws_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON spot_check_draws
    EXECUTE FUNCTION visits_refuse_change();
CREATE TRIGGER spot_check_repairs_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON spot_check_repairs
    EXECUTE FUNCTION visits_refuse_change();

SELECT audit_table('callbacks', 'visit');
SELECT audit_table('spot_check_draws', 'period');
SELECT audit_table('spot_checks', 'service_order');
-- Not audited: spot_check_repairs, of which there are many; the draw's own row is, and they never change

SELECT event_table('callbacks', 'callback', 'visit', 'state', '{outlet}');
SELECT event_table('spot_checks', 'spot_check', 'service_order', 'state', '{outlet}');
