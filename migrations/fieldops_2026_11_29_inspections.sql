-- Inspections: who sees them (N3), one for a time, and what is never changed.

DO $$
DECLARE
    rule record;
BEGIN
    -- a technician sees those of the own visits
    FOR rule IN SELECT * FROM (VALUES
        ('inspection_plans', 'node = ANY ((SELECT reach_nodes())::text[])'),
        ('inspections', 'node = ANY ((SELECT reach_nodes())::text[]) OR EXISTS (SELECT FROM visits v'
                        ' WHERE v.service_order = inspections.service_order AND v.technician = (SELECT reach_technician()))'),
        ('inspection_answers', 'EXISTS (SELECT FROM inspections i WHERE i.number = inspection)'),
        ('inspection_repairs', 'EXISTS (SELECT FROM inspections i WHERE i.number = inspection)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

-- Nobody is inspected twice for a time, however the plan was changed.
ALTER TABLE inspections ADD CONSTRAINT inspections_one_for_a_time
    EXCLUDE USING gist (plan WITH =, daterange(period_first, period_last, '[]') WITH &&);
CREATE INDEX inspections_report_due ON inspections (report_due_at) WHERE state = 'open';
CREATE INDEX inspections_due ON inspections (service_order) WHERE state = 'due';

-- A version of a check list stays as it is: what was inspected by it is read by it.
REVOKE UPDATE, DELETE ON check_lists FROM fieldops_service, fieldops_scoped;
CREATE TRIGGER check_lists_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON check_lists
    EXECUTE FUNCTION visits_refuse_change();

SELECT audit_table('check_lists', 'id');
SELECT audit_table('inspection_plans', 'number');
SELECT audit_table('inspections', 'number');
SELECT audit_table('inspection_answers', 'id');
SELECT audit_table('inspection_repairs', 'id');

SELECT event_table('inspections', 'inspection', 'number', 'state', '{node}');
