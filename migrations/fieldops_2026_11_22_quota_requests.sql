-- Who sees which quota requests and shipments (N3): the partner's own, and what leaves or reaches an own place.

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        ('quota_requests', 'partner = ANY ((SELECT reach_nodes())::text[])'),
        ('quota_request_lines', 'EXISTS (SELECT FROM quota_requests r WHERE r.number = request)'),
        ('quota_allocations', 'EXISTS (SELECT FROM quota_request_lines l WHERE l.id = line)'),
        ('shipments', 'source = ANY ((SELECT reach_places())::text[]) OR destination = ANY ((SELECT reach_places())::text[])'),
        ('shipment_lines', 'EXISTS (SELECT FROM shipments s WHERE s.number = shipment)'),
        ('shipment_receipts', 'EXISTS (SELECT FROM shipments s WHERE s.number = shipment)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

-- What was found on arrival is a record.
REVOKE UPDATE, DELETE ON shipment_receipts FROM fieldops_service, fieldops_scoped;

CREATE SEQUENCE quota_request_numbers;
CREATE SEQUENCE shipment_numbers;

-- What waits for somebody is little; most requests and shipments are over.
CREATE INDEX quota_requests_open ON quota_requests (status, partner) WHERE status NOT IN ('closed', 'cancelled', 'rejected');
CREATE INDEX shipments_open ON shipments (status) WHERE status NOT IN ('received', 'cancelled');

SELECT audit_table('quota_requests', 'number');
SELECT audit_table('quota_request_lines', 'id');
SELECT audit_table('quota_allocations', 'pending');
SELECT audit_table('shipments', 'number');
SELECT audit_table('shipment_lines', 'id');
SELECT audit_table('shipment_receipts', 'id');
