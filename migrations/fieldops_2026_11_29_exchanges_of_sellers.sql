-- A machine goes back to whoever sold it, which need not be the outlet that has the order.

ALTER POLICY reach ON exchanges USING (
    EXISTS (SELECT FROM service_orders o WHERE o.number = service_order)
    OR EXISTS (SELECT FROM sold_units u WHERE u.serial = unit AND u.sold_by = ANY ((SELECT reach_nodes())::text[])));
