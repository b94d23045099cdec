-- The kinds of import are those of inventory.imports.life.
ALTER TABLE imports DROP CONSTRAINT imports_kind;
ALTER TABLE imports ADD CONSTRAINT imports_kind CHECK (
    kind IN ('customers', 'demand', 'part_fits', 'partners', 'parts', 'prices', 'quotas', 'receipt_cards',
             'service_orders', 'settlements', 'stock', 'units_sold'));
