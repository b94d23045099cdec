-- Who sees which rows (N3).
--
-- The program works as fieldops_service, which sees all rows but owns none and can't rewrite what only grows. For a
-- person whose reach is less than the whole network a transaction works as fieldops_scoped, which sees and writes
-- only the rows of that reach, whatever the query says. fieldops.database.who sets it up:
--
--   fieldops.scope  below: the node and all under it · node: the node alone · self: only the person's own
--   fieldops.node, fieldops.technician, fieldops.person (the number of the user)
--
-- A table without a policy shows fieldops_scoped nothing; one that every role may read whole has no row security.

DO $$
DECLARE
    name text;
    -- what SET ROLE asks for
    privilege text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    FOREACH name IN ARRAY ARRAY['fieldops_service', 'fieldops_scoped'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', name);
            EXCEPTION
                WHEN duplicate_object OR unique_violation THEN NULL;  -- another database's migration was quicker
            END;
        END IF;
        IF NOT pg_has_role(CURRENT_USER, name, privilege) THEN
            EXECUTE format('GRANT %I TO CURRENT_USER', name);
        END IF;
    END LOOP;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the roles fieldops_service and fieldops_scoped are missing or not granted'
        USING HINT = format('A superuser runs: CREATE ROLE fieldops_service NOLOGIN; CREATE ROLE fieldops_scoped NOLOGIN;'
            ' GRANT fieldops_service, fieldops_scoped TO %I;', CURRENT_USER);
END $$;

GRANT USAGE ON SCHEMA public TO fieldops_service, fieldops_scoped;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO fieldops_service, fieldops_scoped;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO fieldops_service, fieldops_scoped;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO fieldops_service, fieldops_scoped;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO fieldops_service, fieldops_scoped;

-- The ledger is written by its functions only.
REVOKE INSERT, UPDATE, DELETE ON ledger_accounts, ledger_transfers, ledger_reservations
    FROM fieldops_service, fieldops_scoped;
ALTER FUNCTION ledger_post SECURITY DEFINER;
ALTER FUNCTION ledger_post SET search_path = public, pg_temp;
ALTER FUNCTION ledger_post_each SECURITY DEFINER;
ALTER FUNCTION ledger_post_each SET search_path = public, pg_temp;
ALTER VIEW ledger_entries SET (security_invoker = true);

-- The other end of a transfer is named to whoever sees the transfer, its balance is not: this view runs as its owner.
CREATE VIEW ledger_account_keys AS SELECT id, owner, kind, place, asset, condition FROM ledger_accounts;


CREATE FUNCTION reach_nodes() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CASE current_setting('fieldops.scope', true)
        WHEN 'below' THEN ARRAY(
            WITH RECURSIVE tree AS (
                SELECT code FROM nodes WHERE code = current_setting('fieldops.node', true)
                UNION ALL SELECT nodes.code FROM nodes JOIN tree ON nodes.parent = tree.code
            ) SELECT code::text FROM tree)
        WHEN 'node' THEN ARRAY[current_setting('fieldops.node', true)]
        ELSE '{}' END
$$;

CREATE FUNCTION reach_technician() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE current_setting('fieldops.scope', true)
        WHEN 'self' THEN nullif(current_setting('fieldops.technician', true), '') END
$$;

CREATE FUNCTION reach_person() RETURNS int LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('fieldops.person', true), '')::int
$$;

CREATE FUNCTION reach_places() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ARRAY(
        SELECT code::text FROM locations WHERE node = ANY (reach_nodes())
        UNION ALL SELECT van FROM technicians WHERE code = reach_technician())
$$;

-- A customer is seen by the node that registered it, and by those who sold it a unit or have an order of it.
ALTER TABLE customers ADD COLUMN registered_by varchar(40) DEFAULT nullif(current_setting('fieldops.node', true), '')
    REFERENCES nodes (code);
CREATE INDEX customers_registered_by ON customers (registered_by);


DO $$
DECLARE
    rule record;
BEGIN
    -- "nodes" and "places" stand for the reach, worked out once a query and usable by an index
    FOR rule IN SELECT * FROM (VALUES
        -- the reach is worked out before a statement: what it adds under a node is told by that node
        ('nodes', 'code = ANY (nodes) OR parent = ANY (nodes)'),
        ('locations', 'node = ANY (nodes) OR code = ANY (places)'),
        ('technicians', 'node = ANY (nodes) OR code = (SELECT reach_technician())'),
        ('working_times', 'EXISTS (SELECT FROM technicians t WHERE t.code = technician)'),
        ('service_zones', 'outlet = ANY (nodes)'),
        ('customers', 'registered_by = ANY (nodes) OR EXISTS (SELECT FROM service_orders o WHERE o.customer = customers.code)'
                      ' OR EXISTS (SELECT FROM sold_units u WHERE u.customer = customers.code)'),
        ('sold_units', 'sold_by = ANY (nodes) OR EXISTS (SELECT FROM service_orders o WHERE o.unit = serial)'),
        ('service_orders', 'outlet = ANY (nodes)'),
        ('order_parts', 'EXISTS (SELECT FROM service_orders o WHERE o.number = service_order)'),
        ('plans', 'province = ANY (nodes)'),
        ('plan_routes', 'EXISTS (SELECT FROM plans p WHERE p.id = plan)'),
        ('plan_stops', 'EXISTS (SELECT FROM plan_routes r WHERE r.id = route)'),
        ('plan_parts', 'EXISTS (SELECT FROM plan_stops s WHERE s.id = stop)'),
        ('plan_unserved', 'EXISTS (SELECT FROM plans p WHERE p.id = plan)'),
        ('ledger_accounts', 'owner = ANY (nodes) OR place = ANY (places)'),
        ('ledger_transfers', 'EXISTS (SELECT FROM ledger_accounts a WHERE a.id IN (source_id, destination_id))'),
        ('ledger_reservations', 'EXISTS (SELECT FROM ledger_accounts a WHERE a.id = account_id)'),
        ('idempotency_keys', 'actor = current_setting(''fieldops.actor'', true)'),
        ('users', 'node = ANY (nodes) OR id = (SELECT reach_person())'),
        ('sessions', 'EXISTS (SELECT FROM users u WHERE u.id = "user")'),
        ('api_tokens', 'EXISTS (SELECT FROM users u WHERE u.id = "user")'),
        ('reset_links', 'EXISTS (SELECT FROM users u WHERE u.id = "user")')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename,
            replace(replace(rule.condition,
                'ANY (nodes)', 'ANY ((SELECT reach_nodes())::text[])'),
                'ANY (places)', 'ANY ((SELECT reach_places())::text[])'));
    END LOOP;
END $$;

-- Attempts at somebody's password are nobody's to see.
REVOKE ALL ON log_in_failures FROM fieldops_scoped;
