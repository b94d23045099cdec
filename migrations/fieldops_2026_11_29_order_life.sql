-- The steps of orders, and complaints that became a crisis: who sees them (N3), and what is never changed.

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        ('order_steps', 'EXISTS (SELECT FROM service_orders o WHERE o.number = service_order)'),
        ('crises', 'EXISTS (SELECT FROM service_orders o WHERE o.number = complaint)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

-- What happened to an order happened.
REVOKE UPDATE, DELETE ON order_steps FROM fieldops_service, fieldops_scoped;
CREATE TRIGGER order_steps_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON order_steps EXECUTE FUNCTION visits_refuse_change();

CREATE INDEX order_steps_handed_over ON order_steps (node, at) WHERE verb IN ('forward', 'assign', 'send_back');
CREATE INDEX crises_by_time ON crises (recognised_at);

SELECT audit_table('order_steps', 'id');
SELECT audit_table('crises', 'complaint');

SELECT event_table('crises', 'crisis', 'complaint', '=recognised', '{node}');

-- Whoever visits a customer sees the order. The policy named the visit's number where it meant the order's, and so showed none.
DROP POLICY visitor ON service_orders;
CREATE POLICY visitor ON service_orders TO fieldops_scoped USING (EXISTS (
    SELECT FROM visits v WHERE v.service_order = service_orders.number AND v.technician = (SELECT reach_technician())));
