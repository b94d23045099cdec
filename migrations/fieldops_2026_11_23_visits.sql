-- Visits: who sees them (N3), their numbers, and what is never changed.

DO $$
DECLARE
    rule record;
BEGIN
    -- a technician sees the own ones, wherever they are
    FOR rule IN SELECT * FROM (VALUES
        ('visits', 'node = ANY ((SELECT reach_nodes())::text[]) OR technician = (SELECT reach_technician())'),
        ('visit_steps', 'EXISTS (SELECT FROM visits v WHERE v.number = visit)'),
        ('old_parts', 'EXISTS (SELECT FROM visits v WHERE v.number = visit)'),
        ('service_records', 'EXISTS (SELECT FROM visits v WHERE v.number = visit)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

-- Whoever visits a customer sees the order, and through it the customer and the machine.
CREATE POLICY visitor ON service_orders TO fieldops_scoped USING (
    EXISTS (SELECT FROM visits v WHERE v.service_order = number AND v.technician = (SELECT reach_technician())));

CREATE SEQUENCE visit_numbers;

-- Nobody goes to an order twice at a time.
CREATE UNIQUE INDEX visits_one_open ON visits (service_order) WHERE state IN ('booked', 'planned', 'on_the_way', 'on_site');
CREATE INDEX visits_window ON visits (window_starts) WHERE state IN ('booked', 'planned', 'on_the_way', 'on_site');
CREATE INDEX old_parts_owed ON old_parts (node, due_on) WHERE state IN ('open', 'partly_returned');

-- What a phone has told and what a customer has signed stays as it is.
REVOKE UPDATE, DELETE ON visit_steps, service_records FROM fieldops_service, fieldops_scoped;
CREATE FUNCTION visits_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'FV001', MESSAGE = format('%s on %s: its rows stay as they are', TG_OP, TG_TABLE_NAME);
END $$;
CREATE TRIGGER visit_steps_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON visit_steps EXECUTE FUNCTION visits_refuse_change();
CREATE TRIGGER service_records_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON service_records
    EXECUTE FUNCTION visits_refuse_change();

SELECT audit_table('visits', 'number');
SELECT audit_table('visit_steps', 'id');
SELECT audit_table('old_parts', 'id');
SELECT audit_table('service_records', 'sha256', hidden => '{pdf,document}');

SELECT event_table('visits', 'visit', 'number', 'state', '{node}');

-- An order is done with its visit, or waits while the machine is in the workshop.
ALTER TABLE service_orders DROP CONSTRAINT service_orders_status;
ALTER TABLE service_orders ADD CONSTRAINT service_orders_status
    CHECK ("status" IN ('cancelled', 'done', 'in_workshop', 'open'));
ALTER TABLE events DROP CONSTRAINT events_family;
ALTER TABLE events ADD CONSTRAINT events_family CHECK ("family" IN (
    'plan', 'purchase', 'quota', 'quota_request', 'service_order', 'shipment', 'visit', 'webhook'));
