-- Whoever sees a customer sees what that customer wants (N3); what was said stays as it was said.

ALTER TABLE customer_wishes ENABLE ROW LEVEL SECURITY;
CREATE POLICY whole ON customer_wishes TO fieldops_service USING (true) WITH CHECK (true);
CREATE POLICY reach ON customer_wishes TO fieldops_scoped USING (EXISTS (SELECT FROM customers c WHERE c.code = customer));
REVOKE UPDATE, DELETE ON customer_wishes FROM fieldops_service, fieldops_scoped;

ALTER TABLE customer_rests ENABLE ROW LEVEL SECURITY;
CREATE POLICY whole ON customer_rests TO fieldops_service USING (true) WITH CHECK (true);
CREATE POLICY reach ON customer_rests TO fieldops_scoped USING (EXISTS (SELECT FROM customers c WHERE c.code = customer));

SELECT audit_table('customer_wishes', 'id');
SELECT audit_table('customer_rests', 'id');
