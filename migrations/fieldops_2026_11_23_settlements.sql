-- Where people live is everybody's to read (S1).

-- The kinds of import are those of inventory.imports.life.
ALTER TABLE imports DROP CONSTRAINT imports_kind;
ALTER TABLE imports ADD CONSTRAINT imports_kind CHECK (
    kind IN ('demand', 'part_fits', 'partners', 'parts', 'prices', 'quotas', 'settlements', 'stock', 'units_sold'));

SELECT audit_table('settlements', 'code');
