-- Purchases are the head office's (N3); others are told the day on which their pieces are expected.

ALTER TABLE purchases ENABLE ROW LEVEL SECURITY;
CREATE POLICY whole ON purchases TO fieldops_service USING (true) WITH CHECK (true);

CREATE SEQUENCE purchase_numbers;
CREATE INDEX purchases_open ON purchases (part, expected_on) WHERE status = 'ordered';

SELECT audit_table('purchases', 'number');
