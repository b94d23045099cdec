-- Whoever sees one of two orders sees what ties them (N3); they are tied once in a way.

ALTER TABLE order_ties ENABLE ROW LEVEL SECURITY;
CREATE POLICY whole ON order_ties TO fieldops_service USING (true) WITH CHECK (true);
CREATE POLICY reach ON order_ties TO fieldops_scoped USING (
    EXISTS (SELECT FROM service_orders o WHERE o.number IN (first, second)));
CREATE UNIQUE INDEX order_ties_once ON order_ties (kind, least(first, second), greatest(first, second))
    WHERE ended_at IS NULL;

SELECT audit_table('order_ties', 'id');
