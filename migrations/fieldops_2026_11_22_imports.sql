-- Who sees which imports (N3): those of the own nodes and those that one has made. Which kinds, the program asks.

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        ('imports', 'node = ANY ((SELECT reach_nodes())::text[]) OR made_by = current_setting(''fieldops.actor'', true)'),
        ('import_rows', 'EXISTS (SELECT FROM imports i WHERE i.id = import_id)'),
        ('import_problems', 'EXISTS (SELECT FROM imports i WHERE i.id = import_id)'),
        ('import_progress', 'EXISTS (SELECT FROM imports i WHERE i.id = import_id)')
    ) AS rules (tablename, condition) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.tablename);
        EXECUTE format('CREATE POLICY whole ON %I TO fieldops_service USING (true) WITH CHECK (true)', rule.tablename);
        EXECUTE format('CREATE POLICY reach ON %I TO fieldops_scoped USING (%s)', rule.tablename, rule.condition);
    END LOOP;
END $$;

-- A preview is a record: what was shown is what is committed.
REVOKE UPDATE ON import_rows, import_problems FROM fieldops_service, fieldops_scoped;

CREATE INDEX import_problems_rows ON import_problems (import_id, row, id);
CREATE INDEX imports_open ON imports (expires_at) WHERE status = 'checked';

-- The head office owns what is ours (P1); whoever counts stock need not see its node.
CREATE FUNCTION head_office_code() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
RETURN (SELECT code FROM nodes WHERE kind = 'head_office');

-- The previews are computed from the file, whose import is audited; what a commit writes is audited where it is written.
SELECT audit_table('imports', 'id');
