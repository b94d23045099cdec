-- Chargeable work (W3): who sees it (N3), the numbers of receipts, and what never changes.

DO $$
DECLARE
    tablename text;
BEGIN
    FOREACH tablename IN ARRAY ARRAY['chargeable_works', 'charge_quotes', 'charge_receipts'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped'
            ' USING (EXISTS (SELECT FROM service_orders o WHERE o.number = service_order))', tablename);
    END LOOP;
END $$;

CREATE SEQUENCE charge_receipt_numbers;

-- What a customer was quoted, and has paid, stays as it is: only the answer to a quote is added to it.
REVOKE UPDATE, DELETE ON charge_receipts FROM fieldops_service, fieldops_scoped;
REVOKE UPDATE, DELETE ON charge_quotes FROM fieldops_service, fieldops_scoped;
GRANT UPDATE (consent_name, consent_way, consent_file, consented_at, consent_recorded_by, declined_at, declined_because)
    ON charge_quotes TO fieldops_service, fieldops_scoped;
REVOKE DELETE ON chargeable_works FROM fieldops_service, fieldops_scoped;
CREATE TRIGGER charge_receipts_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON charge_receipts
    EXECUTE FUNCTION visits_refuse_change();

SELECT audit_table('chargeable_works', 'service_order');
SELECT audit_table('charge_quotes', 'id');
SELECT audit_table('charge_receipts', 'number');

SELECT event_table('chargeable_works', 'quote', 'service_order', 'state', '{outlet}');
