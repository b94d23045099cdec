-- Who may see a plan may see its shares. Neither table is audited: both are gone when the plan is made.
DO $$
DECLARE
    named text;
BEGIN
    FOREACH named IN ARRAY ARRAY['plan_helpers', 'plan_shares'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', named);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (EXISTS (SELECT FROM plans p WHERE p.id = plan))',
            named);
    END LOOP;
END $$;
