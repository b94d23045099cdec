-- The ledger's posting. inventory.book says in Python what these functions do; fieldops.store.ledger calls them and
-- makes refusals of their errors. Each has an SQLSTATE of its own and a JSON array in DETAIL:
--
--   FL001 unknown transfer      FL002 id reused          FL003 not pending    FL004 not reversible
--   FL005 already resolved      FL006 already reversed   FL007 posts more than pending
--         [{"id": the wrong request, "code": what is wrong with it}, ...]; the state is the first of their codes
--   FL008 short                 [{account's key, "available": n, "asked": n}, ...]
--   FL009 the ledger only grows


-- Rows only come. The one update is that of an account's figures.

CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'FL009', MESSAGE = format('%s on %s: the ledger only grows', TG_OP, TG_TABLE_NAME);
END $$;

CREATE TRIGGER ledger_transfers_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transfers
    EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_accounts_stay BEFORE DELETE OR TRUNCATE ON ledger_accounts
    EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_accounts_keep_their_key
    BEFORE UPDATE OF id, owner, kind, place, asset, condition, side ON ledger_accounts
    EXECUTE FUNCTION ledger_refuse_change();

-- Each post updates a balance: room on the page lets the new version stay there, without any work on indexes.
ALTER TABLE ledger_accounts SET (fillfactor = 50);

-- Where a part is, and what is at a place; the key's own index begins with the owner.
CREATE INDEX ledger_accounts_asset ON ledger_accounts (asset, kind);
CREATE INDEX ledger_accounts_place ON ledger_accounts (place);

-- An account's history and its figures at a past moment. latest_at never falls along seq, so this is the order of seq.
CREATE INDEX ledger_transfers_source ON ledger_transfers (source_id, source_latest_at, source_seq);
CREATE INDEX ledger_transfers_destination ON ledger_transfers (destination_id, destination_latest_at, destination_seq)
    WHERE destination_seq IS NOT NULL;
-- The few rows that were posted after one that occurred later: figures at a past moment add them.
CREATE INDEX ledger_transfers_source_late ON ledger_transfers (source_id, occurred_at)
    WHERE occurred_at < source_latest_at;
CREATE INDEX ledger_transfers_destination_late ON ledger_transfers (destination_id, occurred_at)
    WHERE occurred_at < destination_latest_at;
-- A pending row is resolved once, a row that moved something reversed once, and none can be both.
CREATE UNIQUE INDEX ledger_transfers_target ON ledger_transfers (target) WHERE target IS NOT NULL;
CREATE INDEX ledger_transfers_reference ON ledger_transfers (reference);

-- Each transfer as its accounts see it: a row for the source, and one for the destination if something arrived.
CREATE VIEW ledger_entries AS
    SELECT TRUE AS gives, source_id AS account_id, source_seq AS seq, source_latest_at AS latest_at, destination_id AS other_id,
           CASE WHEN destination_seq IS NULL THEN 0 ELSE -amount END AS change, reserved_change,
           source_balance AS balance, source_reserved AS reserved,
           id, action, target, purpose, reference, occurred_at, recorded_at
    FROM ledger_transfers
    UNION ALL
    SELECT FALSE, destination_id, destination_seq, destination_latest_at, source_id,
           amount, 0::bigint,
           destination_balance, destination_reserved,
           id, action, target, purpose, reference, occurred_at, recorded_at
    FROM ledger_transfers WHERE destination_seq IS NOT NULL;


-- The ids of the accounts with these keys, in the order given: found or created, and locked, together with the accounts
-- of the rows that the batch points at.
--
-- The one place where balances are locked, in the order of the id: batches that overlap in any way wait for each other,
-- never in a circle. Creating an account waits for whoever is creating it too; all do so in the order of the key and
-- before they lock anything, so that closes no circle either. A transaction that posts twice may lock out of order;
-- PostgreSQL then ends it with a deadlock error, and it is run again.
CREATE FUNCTION ledger_lock(
    owners text[], kinds text[], places text[], assets text[], conditions text[], sides text[], targets text[]
) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    found bigint[];
BEGIN
    LOOP
        SELECT array_agg(a.id ORDER BY k.n) INTO found
        FROM unnest(owners, kinds, places, assets, conditions)
             WITH ORDINALITY AS k (owner, kind, place, asset, condition, n)
        LEFT JOIN ledger_accounts a USING (owner, kind, place, asset, condition);

        EXIT WHEN array_position(found, NULL) IS NULL;

        INSERT INTO ledger_accounts (owner, kind, place, asset, condition, side, balance, reserved, seq)
        SELECT k.owner, k.kind, k.place, k.asset, k.condition, k.side, 0, 0, 0
        FROM unnest(owners, kinds, places, assets, conditions, sides, found)
             AS k (owner, kind, place, asset, condition, side, id)
        WHERE k.id IS NULL
        ORDER BY k.owner, k.kind, k.place, k.asset, k.condition
        ON CONFLICT DO NOTHING;
    END LOOP;

    PERFORM FROM ledger_accounts
    WHERE id = ANY (found || ARRAY(
        SELECT unnest(ARRAY[t.source_id, t.destination_id]) FROM ledger_transfers t WHERE t.id = ANY (targets)
    ))
    ORDER BY id
    FOR NO KEY UPDATE;

    RETURN found;
END $$;


-- Write the requests of a batch to accounts that are locked, all or nothing.
--
-- Request n is (ids[n], actions[n], ...). sources and destinations are places in account_ids, NULL in a request that
-- points at an earlier row; amounts NULL means the whole of it. A request whose id is known is
-- skipped. The group numbers rise: a group is judged by its end result, without what a later one brings.
CREATE FUNCTION ledger_write(
    account_ids bigint[], ids text[], actions text[], targets text[], sources int[], destinations int[],
    amounts bigint[], purposes text[], refs text[], occurred timestamptz[], groups int[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    wrong jsonb;
    inserted int;
    -- the requests that are new, with what they take over from the rows they point at
    new_ids text[]; new_actions text[]; new_targets text[]; new_sources bigint[]; new_destinations bigint[];
    new_amounts bigint[]; reserved_changes bigint[]; new_purposes text[]; new_refs text[]; new_occurred timestamptz[];
    new_groups int[];
    -- the figures of both their accounts right after each
    s_seq bigint[]; s_balance bigint[]; s_reserved bigint[]; s_latest timestamptz[];
    d_seq bigint[]; d_balance bigint[]; d_reserved bigint[]; d_latest timestamptz[];
    -- the accounts that end in new figures
    end_ids bigint[]; end_seq bigint[]; end_balance bigint[]; end_reserved bigint[]; end_latest timestamptz[];
    -- the accounts that some group leaves short: what they had, and what was asked of them
    short_ids bigint[]; short_available bigint[]; short_asked bigint[];
BEGIN
    WITH request AS (
        SELECT r.n, r.id, r.action, r.target, r.occurred_at, r.grp,
               t.action AS target_action, t.amount AS target_amount,
               CASE r.action WHEN 'reversal' THEN t.destination_id
                    ELSE coalesce(account_ids[r.source], t.source_id) END AS source_id,
               CASE r.action WHEN 'reversal' THEN t.source_id
                    ELSE coalesce(account_ids[r.destination], t.destination_id) END AS destination_id,
               coalesce(r.amount, t.amount) AS amount,
               coalesce(r.purpose, t.purpose) AS purpose,
               coalesce(r.reference, t.reference) AS reference
        FROM unnest(ids, actions, targets, sources, destinations, amounts, purposes, refs, occurred, groups)
             WITH ORDINALITY AS r (id, action, target, source, destination, amount, purpose, reference, occurred_at, grp, n)
        LEFT JOIN ledger_transfers t ON t.id = r.target
    ), with_content AS (
        SELECT *, ROW(action, target, source_id, destination_id, amount, purpose, reference) AS content FROM request
    ), compared AS (
        SELECT r.*,
               o.id IS NULL AND row_number() OVER same_id = 1 AS is_new,
               CASE WHEN o.id IS NULL THEN first_value(r.content) OVER same_id
                    ELSE ROW(o.action, o.target, o.source_id, o.destination_id, o.amount, o.purpose, o.reference)
               END IS DISTINCT FROM r.content AS is_reused
        FROM with_content r
        LEFT JOIN ledger_transfers o ON o.id = r.id
        WINDOW same_id AS (PARTITION BY r.id ORDER BY r.n)
    ), judged AS (
        SELECT c.*,
               CASE WHEN c.target IS NOT NULL AND c.target_action IS NULL THEN 'FL001'
                    WHEN c.is_reused THEN 'FL002'
                    WHEN c.target IS NULL OR NOT c.is_new THEN NULL
                    WHEN c.action = 'reversal' THEN
                        CASE WHEN c.target_action NOT IN ('transfer', 'post') THEN 'FL004'
                             WHEN c.is_second OR e.id IS NOT NULL THEN 'FL006' END
                    WHEN c.target_action <> 'pending' THEN 'FL003'
                    WHEN c.is_second OR e.id IS NOT NULL THEN 'FL005'
                    WHEN c.amount > c.target_amount THEN 'FL007'
               END AS wrong_code
        FROM (SELECT *, row_number() OVER (PARTITION BY target, is_new ORDER BY n) > 1 AS is_second FROM compared) c
        LEFT JOIN ledger_transfers e ON e.target = c.target
    )
    SELECT jsonb_agg(jsonb_build_object('id', id, 'code', wrong_code) ORDER BY wrong_code)
               FILTER (WHERE wrong_code IS NOT NULL),
           array_agg(id ORDER BY n) FILTER (WHERE is_new),
           array_agg(action ORDER BY n) FILTER (WHERE is_new),
           array_agg(target ORDER BY n) FILTER (WHERE is_new),
           array_agg(source_id ORDER BY n) FILTER (WHERE is_new),
           array_agg(destination_id ORDER BY n) FILTER (WHERE is_new),
           array_agg(amount ORDER BY n) FILTER (WHERE is_new),
           array_agg(CASE action WHEN 'pending' THEN amount WHEN 'post' THEN -target_amount WHEN 'void' THEN -target_amount
                                 ELSE 0 END ORDER BY n) FILTER (WHERE is_new),
           array_agg(purpose ORDER BY n) FILTER (WHERE is_new),
           array_agg(reference ORDER BY n) FILTER (WHERE is_new),
           array_agg(occurred_at ORDER BY n) FILTER (WHERE is_new),
           array_agg(grp ORDER BY n) FILTER (WHERE is_new)
    INTO wrong, new_ids, new_actions, new_targets, new_sources, new_destinations, new_amounts, reserved_changes,
         new_purposes, new_refs, new_occurred, new_groups
    FROM judged;

    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = wrong -> 0 ->> 'code', MESSAGE = 'wrong requests', DETAIL = wrong::text;
    END IF;

    IF new_ids IS NOT NULL THEN
        WITH entry AS (
            SELECT n, grp, TRUE AS gives, source_id AS account_id, occurred_at, reserved_change,
                   CASE WHEN action IN ('pending', 'void') THEN 0 ELSE -amount END AS change
            FROM unnest(new_groups, new_actions, new_sources, new_amounts, reserved_changes, new_occurred)
                 WITH ORDINALITY AS r (grp, action, source_id, amount, reserved_change, occurred_at, n)
            UNION ALL
            SELECT n, grp, FALSE, CASE WHEN action NOT IN ('pending', 'void') THEN destination_id END, occurred_at, 0, amount
            FROM unnest(new_groups, new_actions, new_destinations, new_amounts, new_occurred)
                 WITH ORDINALITY AS r (grp, action, destination_id, amount, occurred_at, n)
        ), running AS (
            SELECT e.n, e.gives, e.account_id, e.grp, lead(e.grp) OVER along AS next_grp, a.side,
                   a.balance AS balance_before, a.reserved AS reserved_before,
                   a.seq + row_number() OVER along AS seq,
                   (a.balance + sum(e.change) OVER along)::bigint AS balance,
                   (a.reserved + sum(e.reserved_change) OVER along)::bigint AS reserved,
                   greatest(a.latest_at, max(e.occurred_at) OVER along) AS latest_at
            FROM entry e
            LEFT JOIN ledger_accounts a ON a.id = e.account_id
            WINDOW along AS (PARTITION BY e.account_id ORDER BY e.n ROWS UNBOUNDED PRECEDING)
        ), judged AS (
            SELECT *, account_id IS NOT NULL AND next_grp IS NULL AS is_last,
                   next_grp IS DISTINCT FROM grp AND CASE side WHEN 'held' THEN balance < reserved
                                                               WHEN 'owed' THEN balance > 0 ELSE FALSE END AS is_short
            FROM running
        )
        SELECT array_agg(seq ORDER BY n) FILTER (WHERE gives),
               array_agg(balance ORDER BY n) FILTER (WHERE gives),
               array_agg(reserved ORDER BY n) FILTER (WHERE gives),
               array_agg(latest_at ORDER BY n) FILTER (WHERE gives),
               -- nothing arrives of a pending or voided row: its account here is NULL, and so is all but the latest time
               array_agg(seq ORDER BY n) FILTER (WHERE NOT gives),
               array_agg(balance ORDER BY n) FILTER (WHERE NOT gives),
               array_agg(reserved ORDER BY n) FILTER (WHERE NOT gives),
               array_agg(CASE WHEN account_id IS NOT NULL THEN latest_at END ORDER BY n) FILTER (WHERE NOT gives),
               array_agg(account_id) FILTER (WHERE is_last),
               array_agg(seq) FILTER (WHERE is_last),
               array_agg(balance) FILTER (WHERE is_last),
               array_agg(reserved) FILTER (WHERE is_last),
               array_agg(latest_at) FILTER (WHERE is_last),
               array_agg(account_id) FILTER (WHERE is_short),
               array_agg(CASE side WHEN 'held' THEN balance_before - reserved_before ELSE -balance_before END)
                   FILTER (WHERE is_short),
               array_agg(CASE side WHEN 'held' THEN balance_before - reserved_before - balance + reserved
                                   ELSE balance - balance_before END) FILTER (WHERE is_short)
        INTO s_seq, s_balance, s_reserved, s_latest, d_seq, d_balance, d_reserved, d_latest,
             end_ids, end_seq, end_balance, end_reserved, end_latest, short_ids, short_available, short_asked
        FROM judged;

        IF short_ids IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'FL008', MESSAGE = 'short', DETAIL = (
                SELECT jsonb_agg(jsonb_build_object(
                    'owner', a.owner, 'kind', a.kind, 'place', a.place, 'asset', a.asset, 'condition', a.condition,
                    'available', s.available, 'asked', s.asked))
                FROM unnest(short_ids, short_available, short_asked) AS s (id, available, asked)
                JOIN ledger_accounts a ON a.id = s.id
            )::text;
        END IF;

        -- The same id for other accounts may be on its way in a batch that shares no lock with this one. Inserting waits
        -- for that batch, in the order of the id so that two never wait for each other.
        INSERT INTO ledger_transfers (
            id, action, target, source_id, destination_id, amount, reserved_change, purpose, reference, occurred_at,
            recorded_at, source_seq, source_balance, source_reserved, source_latest_at,
            destination_seq, destination_balance, destination_reserved, destination_latest_at)
        SELECT r.id, r.action, r.target, r.source_id, r.destination_id, r.amount, r.reserved_change, r.purpose, r.reference,
               r.occurred_at, clock_timestamp(), r.s_seq, r.s_balance, r.s_reserved, r.s_latest,
               r.d_seq, r.d_balance, r.d_reserved, r.d_latest
        FROM unnest(
            new_ids, new_actions, new_targets, new_sources, new_destinations, new_amounts, reserved_changes, new_purposes,
            new_refs, new_occurred, s_seq, s_balance, s_reserved, s_latest, d_seq, d_balance, d_reserved, d_latest
        ) AS r (
            id, action, target, source_id, destination_id, amount, reserved_change, purpose,
            reference, occurred_at, s_seq, s_balance, s_reserved, s_latest, d_seq, d_balance, d_reserved, d_latest)
        ORDER BY r.id
        ON CONFLICT (id) DO NOTHING;

        GET DIAGNOSTICS inserted = ROW_COUNT;
        IF inserted < cardinality(new_ids) THEN
            RAISE EXCEPTION USING ERRCODE = 'FL002', MESSAGE = 'wrong requests', DETAIL = (
                SELECT jsonb_agg(jsonb_build_object('id', r.id, 'code', 'FL002'))
                FROM unnest(new_ids, new_sources, new_destinations) AS r (id, source_id, destination_id)
                JOIN ledger_transfers t ON t.id = r.id
                WHERE (t.source_id, t.destination_id) <> (r.source_id, r.destination_id)
            )::text;
        END IF;

        UPDATE ledger_accounts a
        SET seq = e.seq, balance = e.balance, reserved = e.reserved, latest_at = e.latest_at
        FROM unnest(end_ids, end_seq, end_balance, end_reserved, end_latest) AS e (id, seq, balance, reserved, latest_at)
        WHERE a.id = e.id;

        IF 'pending' = ANY (new_actions) THEN
            INSERT INTO ledger_reservations (id, account_id, reference)
            SELECT r.id, r.source_id, r.reference
            FROM unnest(new_ids, new_actions, new_sources, new_refs) AS r (id, action, source_id, reference)
            WHERE r.action = 'pending';
        END IF;
        IF new_actions && ARRAY['post', 'void'] THEN
            DELETE FROM ledger_reservations WHERE id = ANY (new_targets);
        END IF;
    END IF;
END $$;


-- Post a batch, all or nothing.
--
-- Every row is reached by a key. The settings say so: planning anew at each call costs more than the work itself, and a
-- plan that a connection made while the tables were empty must still be right when they are full.
CREATE FUNCTION ledger_post(
    owners text[], kinds text[], places text[], assets text[], conditions text[], sides text[],
    ids text[], actions text[], targets text[], sources int[], destinations int[],
    amounts bigint[], purposes text[], refs text[], occurred timestamptz[]
) RETURNS TABLE (
    id text, amount bigint, source_balance bigint, source_reserved bigint,
    destination_balance bigint, destination_reserved bigint
) LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
    account_ids bigint[] := ledger_lock(owners, kinds, places, assets, conditions, sides, targets);
BEGIN
    PERFORM ledger_write(
        account_ids, ids, actions, targets, sources, destinations, amounts, purposes, refs, occurred,
        array_fill(1, ARRAY[cardinality(ids)]));
    RETURN QUERY
    SELECT t.id, t.amount, t.source_balance, t.source_reserved, t.destination_balance, t.destination_reserved
    FROM unnest(ids) WITH ORDINALITY AS r (id, n)
    JOIN ledger_transfers t ON t.id = r.id
    ORDER BY r.n;
END $$;


-- Post groups of requests in order, each all or nothing on its own: what many senders have for one busy account, in one
-- transaction. Answers the rows of the groups that were posted, and one row with state and detail for each refused one.
--
-- All groups are tried at once; if that is refused, each half by itself. So n groups of which k are refused take about
-- k log n tries, and a refused try has written nothing yet.
CREATE FUNCTION ledger_post_each(
    owners text[], kinds text[], places text[], assets text[], conditions text[], sides text[],
    ids text[], actions text[], targets text[], sources int[], destinations int[],
    amounts bigint[], purposes text[], refs text[], occurred timestamptz[], groups int[]
) RETURNS TABLE (
    id text, amount bigint, source_balance bigint, source_reserved bigint,
    destination_balance bigint, destination_reserved bigint,
    refused_group int, state text, detail text
) LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
    account_ids bigint[] := ledger_lock(owners, kinds, places, assets, conditions, sides, targets);
    -- the place of each group's first request, and one past the last
    firsts int[] := ARRAY(
        SELECT min(r.n) FROM unnest(groups) WITH ORDINALITY AS r (grp, n) GROUP BY r.grp ORDER BY 1
    ) || cardinality(groups) + 1;
    -- stretches of groups yet to be tried, the next one last
    from_groups int[] := ARRAY[1];
    to_groups int[] := ARRAY[cardinality(firsts) - 1];
    posted text[] := '{}';
    a int; z int; m int; i int; j int;
BEGIN
    WHILE cardinality(from_groups) > 0 LOOP
        a := from_groups[cardinality(from_groups)];
        z := to_groups[cardinality(to_groups)];
        from_groups := trim_array(from_groups, 1);
        to_groups := trim_array(to_groups, 1);
        i := firsts[a];
        j := firsts[z + 1] - 1;
        BEGIN
            PERFORM ledger_write(
                account_ids, ids[i:j], actions[i:j], targets[i:j], sources[i:j], destinations[i:j], amounts[i:j],
                purposes[i:j], refs[i:j], occurred[i:j], groups[i:j]);
            posted := posted || ids[i:j];
        EXCEPTION WHEN SQLSTATE 'FL001' OR SQLSTATE 'FL002' OR SQLSTATE 'FL003' OR SQLSTATE 'FL004' OR SQLSTATE 'FL005'
            OR SQLSTATE 'FL006' OR SQLSTATE 'FL007' OR SQLSTATE 'FL008' THEN
            IF a = z THEN
                refused_group := groups[i];
                state := SQLSTATE;
                GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
                RETURN NEXT;
            ELSE
                m := (a + z) / 2;
                from_groups := from_groups || ARRAY[m + 1, a];
                to_groups := to_groups || ARRAY[z, m];
            END IF;
        END;
    END LOOP;
    RETURN QUERY
    SELECT t.id, t.amount, t.source_balance, t.source_reserved, t.destination_balance, t.destination_reserved,
           NULL::int, NULL::text, NULL::text
    FROM unnest(posted) WITH ORDINALITY AS r (id, n)
    JOIN ledger_transfers t ON t.id = r.id
    ORDER BY r.n;
END $$;
