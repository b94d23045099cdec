-- What proves a sale (W4), and what was found at machines (W3): who sees it (N3).

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        -- not through the unit: whose sale the other one is must not be told to a seller beside
        ('other_sales', 'sold_by = ANY ((SELECT reach_nodes())::text[])'),
        ('warranty_findings', 'EXISTS (SELECT FROM service_orders o WHERE o.number = service_order)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

-- The same other sale is told once.
CREATE UNIQUE INDEX other_sales_open ON other_sales (serial, sold_by, sold_on) WHERE state = 'open';
-- Which cards have not come.
CREATE INDEX sold_units_without_card ON sold_units (sold_on) WHERE receipt_card_on IS NULL;

-- What was found is withdrawn, never deleted.
REVOKE DELETE ON other_sales, warranty_findings FROM fieldops_service, fieldops_scoped;

SELECT audit_table('other_sales', 'id');
SELECT audit_table('warranty_findings', 'id');

ALTER TABLE imports DROP CONSTRAINT imports_kind;
ALTER TABLE imports ADD CONSTRAINT imports_kind CHECK ("kind" IN (
    'demand', 'part_fits', 'partners', 'parts', 'prices', 'quotas', 'receipt_cards', 'settlements', 'stock', 'units_sold'));

-- Whoever visits a customer sees the order: "number" alone was that of the visit.
DROP POLICY visitor ON service_orders;
CREATE POLICY visitor ON service_orders TO fieldops_scoped USING (service_orders.number IN (
    SELECT v.service_order FROM visits v WHERE v.technician = (SELECT reach_technician())));
