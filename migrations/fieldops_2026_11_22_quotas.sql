-- Who sees which grants and standing quotas (N3): the partner's own.

DO $$
DECLARE
    tablename text;
BEGIN
    FOREACH tablename IN ARRAY ARRAY['quota_grants', 'standing_quotas', 'quota_closings'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', tablename);
        -- Grants and standing quotas are records; a closing belongs to all partners at once.
        EXECUTE format('REVOKE UPDATE, DELETE ON %I FROM fieldops_service, fieldops_scoped', tablename);
    END LOOP;
END $$;

CREATE POLICY reach ON quota_grants TO fieldops_scoped USING (partner = ANY ((SELECT reach_nodes())::text[]));
CREATE POLICY reach ON standing_quotas TO fieldops_scoped USING (partner = ANY ((SELECT reach_nodes())::text[]));

CREATE INDEX ledger_accounts_quota ON ledger_accounts (place, owner) WHERE kind = 'quota';

SELECT audit_table('quota_grants', 'reference');
SELECT audit_table('standing_quotas', 'id');
SELECT audit_table('quota_closings', 'id');
