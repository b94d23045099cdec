-- A server that has read such content once knows by its digest that it need not read it again.
ALTER TABLE plan_problems ADD COLUMN digest bytea GENERATED ALWAYS AS (sha256(problem)) STORED;
ALTER TABLE plan_edits ADD COLUMN digest bytea GENERATED ALWAYS AS (sha256(content)) STORED;
