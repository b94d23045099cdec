-- Who sees which uploaded files (N3): those of the own nodes and those that one has uploaded.

ALTER TABLE files ENABLE ROW LEVEL SECURITY;
CREATE POLICY whole ON files TO fieldops_service USING (true) WITH CHECK (true);
CREATE POLICY reach ON files TO fieldops_scoped USING (
    node = ANY ((SELECT reach_nodes())::text[]) OR uploaded_by = current_setting('fieldops.actor', true));

-- A file is never changed: another content is another file.
REVOKE UPDATE ON files FROM fieldops_service, fieldops_scoped;

SELECT audit_table('files', 'id');
