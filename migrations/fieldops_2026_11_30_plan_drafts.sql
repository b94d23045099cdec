-- Plans are drafts first, and hold when they are published. What held so far was published when it was made.

ALTER TABLE plans DROP CONSTRAINT plans_state;
UPDATE plans SET state = 'published', publish = TRUE, publications = 1, published_at = finished_at, published_by = 'planner'
WHERE state = 'done';
UPDATE plans SET publish = TRUE, publications = 1, published_at = finished_at, published_by = 'planner'
WHERE state = 'superseded';
ALTER TABLE plans ADD CONSTRAINT plans_state CHECK (
    state IN ('queued', 'running', 'draft', 'published', 'failed', 'cancelled', 'discarded', 'superseded'));

DROP INDEX plans_one_holds;
CREATE UNIQUE INDEX plans_one_holds ON plans (province, day) WHERE state = 'published';

DO $$
DECLARE
    named text;
BEGIN
    FOREACH named IN ARRAY ARRAY['plan_problems', 'plan_edits'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', named);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (EXISTS (SELECT FROM plans p WHERE p.id = plan))',
            named);
    END LOOP;
END $$;

-- plan_problems and plan_edits aren't audited: the first is computed from what is, the second is a log itself.
