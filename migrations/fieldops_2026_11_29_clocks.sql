-- Clocks and contracts: who sees them, what is told about them, and one contract of a customer a day.
--
-- Orders that are here already get no clocks: nobody wrote down when each step happened, and what would be made up now would
-- be told as missed at once. What happens to them from now on starts what it starts: forwarded, they have a time to be booked.

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        ('clocks', 'EXISTS (SELECT FROM service_orders o WHERE o.number = service_order)'),
        ('contracts', 'EXISTS (SELECT FROM customers c WHERE c.code = customer)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

ALTER TABLE contracts ADD CONSTRAINT contracts_one_a_day
    EXCLUDE USING gist (customer WITH =, daterange(valid_from, last_day, '[]') WITH &&);

-- What is due is found without looking at the rest, and so is what a desk has before it.
CREATE INDEX clocks_tell ON clocks (tell_at) WHERE tell_at IS NOT NULL;
CREATE INDEX clocks_open_due ON clocks (due_at) WHERE stopped_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX clocks_open_holder ON clocks (holder, due_at) WHERE stopped_at IS NULL AND cancelled_at IS NULL;

SELECT audit_table('contracts', 'number');
-- what was told about a clock is an event
SELECT audit_table('clocks', 'id', quiet => '{told,tell_at,version}');


-- Events

-- The nodes that an order concerns: what hangs on an order is told to them.
CREATE FUNCTION order_nodes(order_number text) RETURNS text[] LANGUAGE sql STABLE SET search_path = public, pg_temp
RETURN ARRAY(SELECT outlet::text FROM service_orders WHERE number = order_number);

-- Trigger arguments: the family; the key's column; the status' column, or '=' and a status; columns that name a node;
-- columns that name a location; columns that name a service order. Planned once: planning the recursion anew for each event
-- costs ten times its run.
CREATE OR REPLACE FUNCTION event_raise() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    old_row jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END;
    new_row jsonb := to_jsonb(NEW);
    told_status text := CASE WHEN TG_ARGV[2] LIKE '=%' THEN substr(TG_ARGV[2], 2) ELSE new_row ->> TG_ARGV[2] END;
    fresh boolean := old_row IS NULL OR TG_ARGV[2] LIKE '=%' OR old_row ->> TG_ARGV[2] IS DISTINCT FROM told_status;
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
        UNION
        SELECT unnest(order_nodes(new_row ->> named)) FROM unnest(TG_ARGV[5]::text[]) named
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

CREATE CONSTRAINT TRIGGER event_told AFTER UPDATE ON clocks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.told IS NOT NULL AND OLD.told IS DISTINCT FROM NEW.told)
    EXECUTE FUNCTION event_raise('clock', 'service_order', 'told', '{holder}', '{}', '{service_order}');
