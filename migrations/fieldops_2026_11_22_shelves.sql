-- Who sees which shelves (N3): those of the own places.

ALTER TABLE shelves ENABLE ROW LEVEL SECURITY;
CREATE POLICY whole ON shelves TO fieldops_service USING (true) WITH CHECK (true);
CREATE POLICY reach ON shelves TO fieldops_scoped USING (location = ANY ((SELECT reach_places())::text[]));

SELECT audit_table('shelves', 'id');

-- What a part is found by (P6), computed from its row, which is audited. fieldops.store.search_terms says what the
-- lexemes are; number is the part's without dashes, in small letters. The whole catalogue is everybody's to read.
CREATE TABLE part_search (
    part varchar(40) PRIMARY KEY REFERENCES parts (number) ON UPDATE CASCADE ON DELETE CASCADE,
    number text NOT NULL,
    terms tsvector NOT NULL
);
CREATE INDEX part_search_terms ON part_search USING gin (terms);
