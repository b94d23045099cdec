-- Tools are everybody's to see, and the catalogue's to edit; the permission alone says whose that is (N3).

ALTER TABLE tools ENABLE ROW LEVEL SECURITY;
CREATE POLICY whole ON tools TO fieldops_service USING (true) WITH CHECK (true);
CREATE POLICY reach ON tools TO fieldops_scoped USING (true);

SELECT audit_table('tools', 'code');
