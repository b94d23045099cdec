-- Runs of rewards and penalties: who sees them (N3), their numbers, and what of them never changes.

DO $$
DECLARE
    rule record;
BEGIN
    -- the head of a run says nothing of anybody; a province sees its own lines
    FOR rule IN SELECT * FROM (VALUES
        ('incentive_runs', 'true'),
        ('incentive_lines', 'province = ANY ((SELECT reach_nodes())::text[])'),
        ('incentive_unsettled', 'EXISTS (SELECT FROM service_orders o WHERE o.number = service_order)'),
        ('incentive_postings', 'EXISTS (SELECT FROM ledger_transfers t WHERE t.id = transfer)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I FOR SELECT TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

CREATE SEQUENCE incentive_run_numbers;

-- One preview of a month stands.
CREATE UNIQUE INDEX incentive_runs_one_preview ON incentive_runs (period) WHERE status = 'previewed';

-- What was found and what was posted stays as it is.
REVOKE UPDATE, DELETE ON incentive_lines, incentive_unsettled, incentive_postings FROM fieldops_service, fieldops_scoped;
CREATE TRIGGER incentive_lines_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON incentive_lines
    EXECUTE FUNCTION visits_refuse_change();
CREATE TRIGGER incentive_unsettled_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON incentive_unsettled
    EXECUTE FUNCTION visits_refuse_change();
CREATE TRIGGER incentive_postings_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON incentive_postings
    EXECUTE FUNCTION visits_refuse_change();

SELECT audit_table('incentive_runs', 'number');
-- Not audited: incentive_lines, incentive_unsettled and incentive_postings, whose rows never change

SELECT event_table('incentive_runs', 'incentive_run', 'number', 'status', '{node}');
