-- Stock views: what makes them as quick as a bare query at millions of transfers, and who sees serial numbers (N3).

-- A transfer's asset, for those posted before it had one. The rows themselves still never change.
ALTER TABLE ledger_transfers DISABLE TRIGGER ledger_transfers_only_grow;
UPDATE ledger_transfers t SET asset = a.asset FROM ledger_accounts a WHERE a.id = t.source_id;
ALTER TABLE ledger_transfers ENABLE TRIGGER ledger_transfers_only_grow;
ALTER TABLE ledger_transfers ALTER COLUMN asset DROP DEFAULT;

-- The newest entries of a part, wherever it went: an index for each side, merged by who asks. Money has its accounts.
CREATE INDEX ledger_transfers_part_out ON ledger_transfers (asset, source_latest_at, source_id, source_seq)
    WHERE asset <> 'CNY';
CREATE INDEX ledger_transfers_part_in ON ledger_transfers (asset, destination_latest_at, destination_id, destination_seq)
    WHERE asset <> 'CNY' AND destination_seq IS NOT NULL;

-- Stock by place and by part, in the order in which it is listed. Neither column ever changes: a post touches no index.
CREATE INDEX ledger_accounts_place_asset ON ledger_accounts (place, asset, owner, condition, kind);
CREATE INDEX ledger_accounts_asset_place ON ledger_accounts (asset, place, owner, condition, kind);
DROP INDEX ledger_accounts_place;

-- Without a condition of its own the second half is merged with the first from their indexes; with one it would be read
-- whole and sorted for each page.
CREATE OR REPLACE VIEW ledger_entries WITH (security_invoker = true) AS
    SELECT * FROM (
        SELECT TRUE AS gives, source_id AS account_id, source_seq AS seq, source_latest_at AS latest_at,
               destination_id AS other_id, CASE WHEN destination_seq IS NULL THEN 0 ELSE -amount END AS change,
               reserved_change, source_balance AS balance, source_reserved AS reserved,
               id, action, target, purpose, reference, occurred_at, recorded_at, asset
        FROM ledger_transfers
        UNION ALL
        SELECT FALSE, destination_id, destination_seq, destination_latest_at, source_id,
               amount, 0::bigint, destination_balance, destination_reserved,
               id, action, target, purpose, reference, occurred_at, recorded_at, asset
        FROM ledger_transfers
    ) AS sides WHERE seq IS NOT NULL;


-- Write the requests of a batch to accounts that are locked, all or nothing.
--
-- Request n is (ids[n], actions[n], ...). sources and destinations are places in account_ids, NULL in a request that
-- points at an earlier row; amounts NULL means the whole of it. A request whose id is known is
-- skipped. The group numbers rise: a group is judged by its end result, without what a later one brings.
CREATE OR REPLACE FUNCTION ledger_write(
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
            destination_seq, destination_balance, destination_reserved, destination_latest_at, asset)
        SELECT r.id, r.action, r.target, r.source_id, r.destination_id, r.amount, r.reserved_change, r.purpose, r.reference,
               r.occurred_at, clock_timestamp(), r.s_seq, r.s_balance, r.s_reserved, r.s_latest,
               r.d_seq, r.d_balance, r.d_reserved, r.d_latest, a.asset
        FROM unnest(
            new_ids, new_actions, new_targets, new_sources, new_destinations, new_amounts, reserved_changes, new_purposes,
            new_refs, new_occurred, s_seq, s_balance, s_reserved, s_latest, d_seq, d_balance, d_reserved, d_latest
        ) AS r (
            id, action, target, source_id, destination_id, amount, reserved_change, purpose,
            reference, occurred_at, s_seq, s_balance, s_reserved, s_latest, d_seq, d_balance, d_reserved, d_latest)
        JOIN ledger_accounts a ON a.id = r.source_id
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


-- A piece starts where it ended before, so it can't go two ways from one place, whoever writes and however many at once.
ALTER TABLE serial_moves ADD COLUMN previous int GENERATED ALWAYS AS (nullif(n - 1, 0)) STORED;
ALTER TABLE serial_moves ADD CONSTRAINT serial_moves_end UNIQUE (piece, n, destination);
ALTER TABLE serial_moves ADD CONSTRAINT serial_moves_follow
    FOREIGN KEY (piece, previous, source) REFERENCES serial_moves (piece, n, destination);
ALTER TABLE serials ADD CONSTRAINT serials_where
    FOREIGN KEY (id, moves, account) REFERENCES serial_moves (piece, n, destination) DEFERRABLE INITIALLY DEFERRED;

-- A piece is found by the beginning of its number, too.
CREATE INDEX serials_serial ON serials (serial varchar_pattern_ops);

DO $$
DECLARE
    rule record;
BEGIN
    -- A move is seen by who sees the transfer; a piece by whose account it is in, or who saw it move.
    FOR rule IN SELECT * FROM (VALUES
        ('serial_moves', 'EXISTS (SELECT FROM ledger_transfers t WHERE t.id = transfer)'),
        ('serials', 'EXISTS (SELECT FROM serial_moves m WHERE m.piece = serials.id)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I FOR SELECT TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

REVOKE UPDATE, DELETE ON serial_moves FROM fieldops_service, fieldops_scoped;

SELECT audit_table('serials', 'id');
SELECT audit_table('serial_moves', 'id');
