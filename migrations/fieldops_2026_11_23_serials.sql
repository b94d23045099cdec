-- A place never has more pieces with serials than pieces (P1). One SQLSTATE of its own:
--
--   FS001 pieces of a tracked part left without being named

CREATE FUNCTION serials_within_balance() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    known bigint;
    there bigint;
BEGIN
    SELECT count(*) INTO known FROM serials WHERE account = NEW.id;
    IF known > 0 THEN
        SELECT balance INTO there FROM ledger_accounts WHERE id = NEW.id;
        IF known > there THEN
            RAISE EXCEPTION USING ERRCODE = 'FS001', MESSAGE = 'pieces of a tracked part left without being named',
                DETAIL = jsonb_build_object('part', NEW.asset, 'place', NEW.place, 'named', known, 'left', there)::text;
        END IF;
    END IF;
    RETURN NULL;
END $$;

-- Names follow the ledger's transfers in the same transaction, so the end of it is when it must be right.
CREATE CONSTRAINT TRIGGER serials_within_balance AFTER UPDATE ON ledger_accounts DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.balance < OLD.balance AND NEW.kind IN ('stock', 'set_aside', 'in_transit'))
    EXECUTE FUNCTION serials_within_balance();
