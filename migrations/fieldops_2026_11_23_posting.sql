-- Posting goes request by request, as inventory.book does, and no longer by two large queries: to set those up cost a small
-- batch more than all the rest. Statements are left where rows are read or written, each for the whole batch.

-- Whether an account has ended where it must not.
CREATE FUNCTION ledger_is_short(side text, balance bigint, reserved bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE side WHEN 'held' THEN balance < reserved WHEN 'owed' THEN balance > 0 ELSE FALSE END $$;


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
    -- the accounts of the batch and of the rows that it points at, with their figures as they run on, and which group
    -- touched each last
    places bigint[] := account_ids;
    sides text[]; assets text[]; seqs bigint[]; balances bigint[]; reserveds bigint[]; latest timestamptz[]; touched int[];
    -- a request and the rows that it meets; what each request comes to with what it takes over from the row it points at
    r record;
    s int; d int; first int; arrives boolean; reserved_change bigint; code text;
    s_ids bigint[]; d_ids bigint[]; whole bigint[]; why text[]; whose text[];
    wrong jsonb := '[]';
    -- the rows to write: the requests that are new, and the figures of both their accounts right after each
    k int := 0;
    new_ids text[]; new_actions text[]; new_targets text[]; new_assets text[]; new_sources bigint[]; new_destinations bigint[];
    new_amounts bigint[]; new_reserved bigint[]; new_purposes text[]; new_refs text[]; new_occurred timestamptz[];
    s_seq bigint[]; s_balance bigint[]; s_reserved bigint[]; s_latest timestamptz[];
    d_seq bigint[]; d_balance bigint[]; d_reserved bigint[]; d_latest timestamptz[];
    short int[] := '{}';
    inserted int;
BEGIN
    IF array_remove(targets, NULL) <> '{}' THEN
        places := places || ARRAY(
            SELECT unnest(ARRAY[t.source_id, t.destination_id]) FROM ledger_transfers t WHERE t.id = ANY (targets));
    END IF;
    touched := array_fill(NULL::int, ARRAY[cardinality(places)]);
    FOR r IN
        SELECT l.n, a.side, a.asset, a.seq, a.balance, a.reserved, a.latest_at
        FROM unnest(places) WITH ORDINALITY AS l (id, n) JOIN ledger_accounts a ON a.id = l.id
    LOOP
        sides[r.n] := r.side;
        assets[r.n] := r.asset;
        seqs[r.n] := r.seq;
        balances[r.n] := r.balance;
        reserveds[r.n] := r.reserved;
        latest[r.n] := r.latest_at;
    END LOOP;

    FOR r IN
        SELECT l.*, o.id AS o_id, o.action AS o_action, o.target AS o_target, o.source_id AS o_source,
               o.destination_id AS o_destination, o.amount AS o_amount, o.purpose AS o_purpose, o.reference AS o_reference,
               t.action AS t_action, t.source_id AS t_source, t.destination_id AS t_destination, t.amount AS t_amount,
               t.purpose AS t_purpose, t.reference AS t_reference, e.id AS e_id
        FROM unnest(ids, actions, targets, sources, destinations, amounts, purposes, refs, occurred, groups)
             WITH ORDINALITY AS l (id, action, target, source, destination, amount, purpose, reference, occurred_at, grp, n)
        LEFT JOIN ledger_transfers o ON o.id = l.id
        LEFT JOIN ledger_transfers t ON t.id = l.target
        LEFT JOIN ledger_transfers e ON e.target = l.target
        ORDER BY l.n
    LOOP
        s := r.source;
        d := r.destination;
        IF r.target IS NOT NULL THEN
            s := array_position(places, CASE r.action WHEN 'reversal' THEN r.t_destination ELSE r.t_source END);
            d := array_position(places, CASE r.action WHEN 'reversal' THEN r.t_source ELSE r.t_destination END);
        END IF;
        s_ids[r.n] := places[s];
        d_ids[r.n] := places[d];
        whole[r.n] := coalesce(r.amount, r.t_amount);
        why[r.n] := coalesce(r.purpose, r.t_purpose);
        whose[r.n] := coalesce(r.reference, r.t_reference);
        first := array_position(ids, r.id);

        code := CASE
            WHEN r.target IS NOT NULL AND r.t_action IS NULL THEN 'FL001'
            WHEN r.o_id IS NOT NULL THEN
                CASE WHEN (r.action, r.target, s_ids[r.n], d_ids[r.n], whole[r.n], why[r.n], whose[r.n]) IS DISTINCT FROM
                          (r.o_action, r.o_target, r.o_source, r.o_destination, r.o_amount, r.o_purpose, r.o_reference)
                     THEN 'FL002' ELSE 'known' END
            WHEN first < r.n THEN
                CASE WHEN (r.action, r.target, s_ids[r.n], d_ids[r.n], whole[r.n], why[r.n], whose[r.n]) IS DISTINCT FROM
                          (actions[first], targets[first], s_ids[first], d_ids[first], whole[first], why[first], whose[first])
                     THEN 'FL002' ELSE 'known' END
            WHEN r.target IS NULL THEN NULL
            WHEN r.action = 'reversal' THEN
                CASE WHEN r.t_action NOT IN ('transfer', 'post') THEN 'FL004'
                     WHEN r.e_id IS NOT NULL OR array_position(targets, r.target) < r.n THEN 'FL006' END
            WHEN r.t_action <> 'pending' THEN 'FL003'
            WHEN r.e_id IS NOT NULL OR array_position(targets, r.target) < r.n THEN 'FL005'
            WHEN whole[r.n] > r.t_amount THEN 'FL007'
        END;
        CONTINUE WHEN code = 'known';
        IF code IS NOT NULL THEN
            wrong := wrong || jsonb_build_object('id', r.id, 'code', code);
            CONTINUE;
        END IF;

        -- What an earlier group did with these accounts ends here.
        IF touched[s] < r.grp AND ledger_is_short(sides[s], balances[s], reserveds[s]) THEN
            short := short || s;
        END IF;
        arrives := r.action NOT IN ('pending', 'void');
        reserved_change := CASE r.action WHEN 'pending' THEN whole[r.n] WHEN 'post' THEN -r.t_amount WHEN 'void' THEN -r.t_amount
                                         ELSE 0 END;
        touched[s] := r.grp;
        seqs[s] := seqs[s] + 1;
        reserveds[s] := reserveds[s] + reserved_change;
        latest[s] := greatest(latest[s], r.occurred_at);

        k := k + 1;
        IF arrives THEN
            IF touched[d] < r.grp AND ledger_is_short(sides[d], balances[d], reserveds[d]) THEN
                short := short || d;
            END IF;
            touched[d] := r.grp;
            seqs[d] := seqs[d] + 1;
            balances[s] := balances[s] - whole[r.n];
            balances[d] := balances[d] + whole[r.n];
            latest[d] := greatest(latest[d], r.occurred_at);
            d_seq[k] := seqs[d];
            d_balance[k] := balances[d];
            d_reserved[k] := reserveds[d];
            d_latest[k] := latest[d];
        ELSE
            d_seq[k] := NULL;
            d_balance[k] := NULL;
            d_reserved[k] := NULL;
            d_latest[k] := NULL;
        END IF;
        s_seq[k] := seqs[s];
        s_balance[k] := balances[s];
        s_reserved[k] := reserveds[s];
        s_latest[k] := latest[s];
        new_ids[k] := r.id;
        new_actions[k] := r.action;
        new_targets[k] := r.target;
        new_assets[k] := assets[s];
        new_sources[k] := places[s];
        new_destinations[k] := places[d];
        new_amounts[k] := whole[r.n];
        new_reserved[k] := reserved_change;
        new_purposes[k] := why[r.n];
        new_refs[k] := whose[r.n];
        new_occurred[k] := r.occurred_at;
    END LOOP;

    IF wrong <> '[]' THEN
        SELECT jsonb_agg(w ORDER BY w ->> 'code') INTO wrong FROM jsonb_array_elements(wrong) AS w;
        RAISE EXCEPTION USING ERRCODE = wrong -> 0 ->> 'code', MESSAGE = 'wrong requests', DETAIL = wrong::text;
    END IF;
    IF k = 0 THEN
        RETURN;
    END IF;

    FOR p IN 1 .. cardinality(places) LOOP
        IF touched[p] IS NOT NULL AND ledger_is_short(sides[p], balances[p], reserveds[p]) THEN
            short := short || p;
        END IF;
    END LOOP;
    IF short <> '{}' THEN
        RAISE EXCEPTION USING ERRCODE = 'FL008', MESSAGE = 'short', DETAIL = (
            SELECT jsonb_agg(jsonb_build_object(
                'owner', a.owner, 'kind', a.kind, 'place', a.place, 'asset', a.asset, 'condition', a.condition,
                'available', CASE a.side WHEN 'held' THEN a.balance - a.reserved ELSE -a.balance END,
                'asked', CASE a.side WHEN 'held' THEN a.balance - a.reserved - balances[p] + reserveds[p]
                                     ELSE balances[p] - a.balance END))
            FROM unnest(short) AS p JOIN ledger_accounts a ON a.id = places[p]
        )::text;
    END IF;

    -- The same id for other accounts may be on its way in a batch that shares no lock with this one. Inserting waits
    -- for that batch, in the order of the id so that two never wait for each other.
    INSERT INTO ledger_transfers (
        id, action, target, asset, source_id, destination_id, amount, reserved_change, purpose, reference, occurred_at,
        recorded_at, source_seq, source_balance, source_reserved, source_latest_at,
        destination_seq, destination_balance, destination_reserved, destination_latest_at)
    SELECT n.id, n.action, n.target, n.asset, n.source_id, n.destination_id, n.amount, n.reserved, n.purpose, n.reference,
           n.occurred_at, clock_timestamp(), n.s_seq, n.s_balance, n.s_reserved, n.s_latest,
           n.d_seq, n.d_balance, n.d_reserved, n.d_latest
    FROM unnest(
        new_ids, new_actions, new_targets, new_assets, new_sources, new_destinations, new_amounts, new_reserved, new_purposes,
        new_refs, new_occurred, s_seq, s_balance, s_reserved, s_latest, d_seq, d_balance, d_reserved, d_latest
    ) AS n (
        id, action, target, asset, source_id, destination_id, amount, reserved, purpose,
        reference, occurred_at, s_seq, s_balance, s_reserved, s_latest, d_seq, d_balance, d_reserved, d_latest)
    ORDER BY n.id
    ON CONFLICT (id) DO NOTHING;

    GET DIAGNOSTICS inserted = ROW_COUNT;
    IF inserted < k THEN
        RAISE EXCEPTION USING ERRCODE = 'FL002', MESSAGE = 'wrong requests', DETAIL = (
            SELECT jsonb_agg(jsonb_build_object('id', n.id, 'code', 'FL002'))
            FROM unnest(new_ids, new_sources, new_destinations) AS n (id, source_id, destination_id)
            JOIN ledger_transfers t ON t.id = n.id
            WHERE (t.source_id, t.destination_id) <> (n.source_id, n.destination_id)
        )::text;
    END IF;

    UPDATE ledger_accounts a
    SET seq = p.seq, balance = p.balance, reserved = p.reserved, latest_at = p.latest_at
    FROM unnest(places, touched, seqs, balances, reserveds, latest) AS p (id, touched, seq, balance, reserved, latest_at)
    WHERE a.id = p.id AND p.touched IS NOT NULL;

    IF array_position(new_actions, 'pending') IS NOT NULL THEN
        INSERT INTO ledger_reservations (id, account_id, reference)
        SELECT n.id, n.source_id, n.reference
        FROM unnest(new_ids, new_actions, new_sources, new_refs) AS n (id, action, source_id, reference)
        WHERE n.action = 'pending';
    END IF;
    IF new_actions && ARRAY['post', 'void'] THEN
        DELETE FROM ledger_reservations WHERE id = ANY (new_targets);
    END IF;
END $$;
