-- Events: a change of certain records tells those who may read them, whoever made it and by whatever way.
--
-- They are written when the transaction commits, one such commit after another, so "position" is the order in which
-- they become visible: whoever has read up to a position has missed nothing before it.

CREATE SEQUENCE event_positions;

-- Trigger arguments: the family; the key's column; the status' column, or '=' and a status; columns that name a node;
-- columns that name a location. Planned once: planning the recursion anew for each event costs ten times its run.
CREATE FUNCTION event_raise() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    old_row jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END;
    new_row jsonb := to_jsonb(NEW);
    told_status text := CASE WHEN TG_ARGV[2] LIKE '=%' THEN substr(TG_ARGV[2], 2) ELSE new_row ->> TG_ARGV[2] END;
    fresh boolean := old_row IS NULL OR TG_ARGV[2] LIKE '=%' OR old_row ->> TG_ARGV[2] <> told_status;
    concerned text[];
    told events;
    hooks int[];
BEGIN
    -- The audit log's lane first, as every committing transaction does: so they never wait for each other in a circle.
    PERFORM pg_advisory_xact_lock(1635083369, pg_backend_pid() % 16);
    PERFORM pg_advisory_xact_lock(1702257012, 0);  -- "even"
    -- a record that moves from one node to another concerns both
    SELECT coalesce(array_agg(DISTINCT found.node), '{}') INTO concerned FROM (
        SELECT side ->> named AS node FROM unnest(ARRAY[old_row, new_row]) side, unnest(TG_ARGV[3]::text[]) named
        UNION
        SELECT l.node FROM unnest(ARRAY[old_row, new_row]) side, unnest(TG_ARGV[4]::text[]) named, locations l
        WHERE l.code = side ->> named
    ) found WHERE found.node IS NOT NULL;
    INSERT INTO events (position, at, kind, family, key, status, nodes)
    VALUES (nextval('event_positions'), clock_timestamp(),
            TG_ARGV[0] || '.' || CASE WHEN fresh THEN told_status ELSE 'changed' END,
            TG_ARGV[0], new_row ->> TG_ARGV[1], told_status, concerned)
    RETURNING * INTO told;
    PERFORM pg_notify('fieldops_events', '');

    WITH RECURSIVE above AS (
        SELECT code, parent FROM nodes WHERE code = ANY (told.nodes)
        UNION SELECT n.code, n.parent FROM nodes n JOIN above ON n.code = above.parent
    ), queued AS (
        INSERT INTO webhook_deliveries (webhook, position, state, next_at)
        SELECT w.id, told.position, 'waiting', told.at FROM webhooks w
        WHERE w.active AND CASE WHEN told.family = 'webhook' THEN w.id::text = told.key
            ELSE told.family = ANY (w.families) AND w.node IN (SELECT code FROM above) END
        RETURNING webhook
    )
    SELECT array_agg(webhook) INTO hooks FROM queued;
    PERFORM webhooks_wake(hooks);
    RETURN NULL;
END $$;

-- One job delivers all that is due to a webhook; the lock keeps it alone, and what others wait for goes first.
CREATE FUNCTION webhooks_wake(hooks int[]) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
    SELECT procrastinate_defer_jobs_v1(ARRAY(
        SELECT ROW('webhooks', 'fieldops:deliver_events', -10, 'webhook/' || hook, NULL,
                   jsonb_build_object('webhook', hook), NULL)::procrastinate_job_to_defer_v1
        FROM unnest(hooks) hook))
    WHERE cardinality(hooks) > 0;
$$;

-- For the migration that makes a table; told_status is a column, or '=' and a status.
CREATE FUNCTION event_table(
    tablename text, family text, keycolumn text, told_status text, node_columns text[], place_columns text[] DEFAULT '{}',
    changed text DEFAULT 'version'
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE CONSTRAINT TRIGGER event_new AFTER INSERT ON %I DEFERRABLE INITIALLY DEFERRED FOR EACH ROW'
        ' EXECUTE FUNCTION event_raise(%L, %L, %L, %L, %L)',
        tablename, family, keycolumn, told_status, node_columns, place_columns);
    IF changed <> '' THEN
        EXECUTE format('CREATE CONSTRAINT TRIGGER event_changed AFTER UPDATE ON %I DEFERRABLE INITIALLY DEFERRED'
            ' FOR EACH ROW WHEN (OLD.%I IS DISTINCT FROM NEW.%I) EXECUTE FUNCTION event_raise(%L, %L, %L, %L, %L)',
            tablename, changed, changed, family, keycolumn, told_status, node_columns, place_columns);
    END IF;
END $$;

SELECT event_table('quota_requests', 'quota_request', 'number', 'status', '{partner}');
SELECT event_table('shipments', 'shipment', 'number', 'status', '{}', '{source,destination}');
SELECT event_table('service_orders', 'service_order', 'number', 'status', '{outlet}');
SELECT event_table('quota_grants', 'quota', 'reference', '=granted', '{partner}', changed => '');
SELECT event_table('purchases', 'purchase', 'number', 'status', '{}', '{location}');
SELECT event_table('plans', 'plan', 'id', 'state', '{province}', changed => 'state');

CREATE CONSTRAINT TRIGGER event_ping AFTER UPDATE ON webhooks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.pinged_at IS DISTINCT FROM NEW.pinged_at)
    EXECUTE FUNCTION event_raise('webhook', 'id', '=ping', '{node}', '{}');

CREATE INDEX events_nodes ON events USING gin (nodes);
CREATE INDEX events_key ON events (family, key);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_at) WHERE state = 'waiting';


-- Who sees them (N3)

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        ('events', 'nodes && (SELECT reach_nodes())::text[]'),
        ('webhooks', 'node = ANY ((SELECT reach_nodes())::text[])'),
        ('webhook_deliveries', 'EXISTS (SELECT FROM webhooks w WHERE w.id = webhook)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

REVOKE INSERT, UPDATE ON events FROM fieldops_service, fieldops_scoped;
REVOKE DELETE ON events FROM fieldops_scoped;

-- each attempt is noted on them
SELECT audit_table('webhooks', 'id', hidden => '{secret,old_secret}', quiet => '{failing_since,problem}');

-- Not audited:
--   events               follow from what is audited
--   webhook_deliveries   technical, and there are many
