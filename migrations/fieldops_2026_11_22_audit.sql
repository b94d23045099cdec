-- The audit log: each change of a business table leaves an entry in the same transaction, whoever made it and by
-- whatever way. fieldops.database.who tells who acts; fieldops.store.audit reads the entries and fieldops.audit_chain
-- verifies the chains. One SQLSTATE of its own:
--
--   FA001 the audit log only grows


-- Who acts

CREATE FUNCTION audit_told(name text) RETURNS text LANGUAGE sql STABLE
RETURN coalesce(current_setting('fieldops.' || name, true), '');

-- Whom the program names; else the program itself, or whoever logged in to the database beside it.
CREATE FUNCTION audit_actor() RETURNS text LANGUAGE sql STABLE
RETURN coalesce(nullif(current_setting('fieldops.actor', true), ''),
    CASE WHEN current_setting('application_name') = 'fieldops' THEN 'program' ELSE 'database:' || session_user END);

ALTER TABLE audit_log
    ALTER at SET DEFAULT clock_timestamp(),
    ALTER actor SET DEFAULT audit_actor(),
    ALTER via SET DEFAULT audit_told('via'),
    ALTER address SET DEFAULT audit_told('address'),
    ALTER request_id SET DEFAULT audit_told('request_id'),
    ALTER operation SET DEFAULT audit_told('operation');

CREATE INDEX audit_log_row ON audit_log (table_name, key);
CREATE INDEX audit_log_actor ON audit_log (actor, at);

-- The ledger's rows are a history by themselves and only lack who posted them. Those posted before don't tell.
ALTER TABLE ledger_transfers ADD COLUMN actor text;
ALTER TABLE ledger_transfers ALTER actor SET DEFAULT audit_actor();


-- Entries

-- Trigger arguments: the primary key's column; columns whose values are not shown, only that they changed; columns
-- that don't make an entry by themselves. An update is entered with its changed columns only, if there are any.
CREATE FUNCTION audit_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    old_row jsonb;
    new_row jsonb;
    row_key text;
    same text[];
    hidden text;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN  -- all rows, which no trigger gets to see
        INSERT INTO audit_log (table_name, key, change) VALUES (TG_TABLE_NAME, '', 'delete');
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        old_row := to_jsonb(OLD);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        new_row := to_jsonb(NEW);
    END IF;
    row_key := coalesce(old_row, new_row) ->> TG_ARGV[0];
    IF TG_OP = 'UPDATE' THEN
        same := ARRAY(SELECT o.key FROM jsonb_each(old_row) o WHERE o.value = new_row -> o.key);
        old_row := old_row - same;
        new_row := new_row - same;
        IF new_row - TG_ARGV[2]::text[] = '{}' THEN
            RETURN NULL;
        END IF;
    END IF;
    FOREACH hidden IN ARRAY TG_ARGV[1]::text[] LOOP
        IF old_row ->> hidden IS NOT NULL THEN
            old_row := jsonb_set(old_row, ARRAY[hidden], '"***"');
        END IF;
        IF new_row ->> hidden IS NOT NULL THEN
            new_row := jsonb_set(new_row, ARRAY[hidden], '"***"');
        END IF;
    END LOOP;
    INSERT INTO audit_log (table_name, key, change, before, after)
    VALUES (TG_TABLE_NAME, row_key, lower(TG_OP), old_row, new_row);
    RETURN NULL;
END $$;

-- For the migration that makes a table; it stands again in one that renames a column named here.
CREATE FUNCTION audit_table(tablename text, keycolumn text, hidden text[] DEFAULT '{}', quiet text[] DEFAULT '{}')
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    named text;
BEGIN
    FOREACH named IN ARRAY keycolumn || hidden || quiet LOOP
        IF NOT EXISTS (SELECT FROM pg_attribute
                       WHERE attrelid = format('%I', tablename)::regclass AND attname = named AND NOT attisdropped) THEN
            RAISE EXCEPTION 'audit_table: % has no column %', tablename, named;
        END IF;
    END LOOP;
    EXECUTE format('CREATE OR REPLACE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW'
        ' EXECUTE FUNCTION audit_row(%L, %L, %L)', tablename, keycolumn, hidden, quiet);
    EXECUTE format('CREATE OR REPLACE TRIGGER audit_truncate AFTER TRUNCATE ON %I EXECUTE FUNCTION audit_row()', tablename);
END $$;

-- What changes no row but should be known, such as a log-in. Inside a transaction like everything else.
CREATE FUNCTION audit_event(operation text, key text, detail jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    INSERT INTO audit_log (operation, table_name, key, change, after) VALUES (operation, '', key, 'event', detail);
$$;
REVOKE EXECUTE ON FUNCTION audit_event FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_event TO fieldops_service, fieldops_scoped;

SELECT audit_table('nodes', 'code');
SELECT audit_table('locations', 'code');
SELECT audit_table('skills', 'code');
SELECT audit_table('technicians', 'code');
SELECT audit_table('working_times', 'id');
SELECT audit_table('service_zones', 'id');
SELECT audit_table('parts', 'number');
SELECT audit_table('product_models', 'code');
SELECT audit_table('part_fits', 'id');
SELECT audit_table('faults', 'code');
SELECT audit_table('fault_parts', 'id');
SELECT audit_table('customers', 'code');
SELECT audit_table('sold_units', 'serial');
SELECT audit_table('service_orders', 'number');
SELECT audit_table('order_parts', 'id');
SELECT audit_table('policies', 'id');
-- a plan in the making reports each second how far it is
SELECT audit_table('plans', 'id', quiet => '{elapsed_ms,best_cost_fen,served}');
SELECT audit_table('users', 'id', hidden => '{password_hash}');
-- these are noted at each request or log-in
SELECT audit_table('sessions', 'id', hidden => '{secret,csrf}', quiet => '{seen_at}');
SELECT audit_table('api_tokens', 'id', hidden => '{secret}', quiet => '{used_at}');
SELECT audit_table('devices', 'id', hidden => '{secret}', quiet => '{seen_at}');
SELECT audit_table('reset_links', 'id', hidden => '{secret}');

-- Not audited:
--   ledger_accounts, ledger_transfers, ledger_reservations   the ledger is a history that only grows, see above
--   plan_routes, plan_stops, plan_parts, plan_unserved       computed from what is audited; the plan's own row is
--   idempotency_keys                                         the answer to a request whose changes are audited
--   log_in_failures                                          counters; a refused log-in is an event
--   audit_log, audit_links                                   themselves
--   migration, procrastinate_*                               the schema's and the job queue's own


-- Chains
--
-- Each entry is linked when its transaction commits: to the last link of one of 16 lanes, which is locked until then. So
-- transactions wait for each other only while they commit, and rarely then.

CREATE FUNCTION audit_text(entry audit_log) RETURNS text LANGUAGE sql STABLE
RETURN jsonb_build_array(
    entry.id, entry.at AT TIME ZONE 'UTC', entry.actor, entry.via, entry.address, entry.request_id, entry.operation,
    entry.table_name, entry.key, entry.change, entry.before, entry.after)::text;

-- The settings: a plan that a connection made while the table was empty must still be right when it is full.
CREATE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
    mine CONSTANT smallint := pg_backend_pid() % 16;
    last_seq bigint;
    last_hash bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(1635083369, mine);  -- "audi"
    SELECT seq, hash INTO last_seq, last_hash FROM audit_links WHERE lane = mine ORDER BY seq DESC LIMIT 1;
    INSERT INTO audit_links (entry, lane, seq, hash)
    VALUES (NEW.id, mine, coalesce(last_seq, 0) + 1,
            sha256(coalesce(last_hash, decode(repeat('00', 32), 'hex')) || convert_to(audit_text(NEW), 'UTF8')));
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_link AFTER INSERT ON audit_log DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION audit_link();


-- Entries and links only come, and only by the functions above.

CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'FA001', MESSAGE = format('%s on %s: the audit log only grows', TG_OP, TG_TABLE_NAME);
END $$;

CREATE TRIGGER audit_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_links_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_links
    EXECUTE FUNCTION audit_refuse_change();

REVOKE INSERT, UPDATE, DELETE ON audit_log, audit_links FROM fieldops_service;
REVOKE ALL ON audit_log, audit_links FROM fieldops_scoped;
REVOKE ALL ON SEQUENCE audit_log_id_seq FROM fieldops_service, fieldops_scoped;
