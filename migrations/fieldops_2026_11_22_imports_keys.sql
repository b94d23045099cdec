-- Rows are compared with each other by their keys. The planner knows nothing yet of rows that were written a second ago and
-- takes them for few: without this it reads all of them for each of them.
CREATE INDEX import_rows_keys ON import_rows (import_id, key);
