-- Figures that were replaced stay on record; of those that hold there is one of a name a day.

ALTER TABLE policies DROP CONSTRAINT policies_one_a_day;
ALTER TABLE policies ADD CONSTRAINT policies_one_a_day
    EXCLUDE USING gist (name WITH =, daterange(valid_from, valid_until) WITH &&) WHERE (replaced_at IS NULL);

-- A policy never changes, but for its replacement.
CREATE FUNCTION policies_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.replaced_at IS NULL
        AND to_jsonb(OLD) - 'replaced_at' = to_jsonb(NEW) - 'replaced_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'FV001', MESSAGE = format('%s on policies: its rows stay as they are', TG_OP);
END $$;
CREATE TRIGGER policies_stay BEFORE UPDATE OR DELETE ON policies FOR EACH ROW EXECUTE FUNCTION policies_refuse_change();
