-- Orders that were there before have no history: they stand where their old status and outlet say, since their registration.

ALTER TABLE service_orders DROP CONSTRAINT service_orders_status;

UPDATE service_orders o SET
    status = CASE
        WHEN o.status = 'open' AND n.kind = 'head_office' THEN 'registered'
        WHEN o.status = 'open' AND n.kind = 'province' THEN 'forwarded'
        WHEN o.status = 'open' AND o.appointment_starts IS NOT NULL THEN 'booked'
        WHEN o.status = 'open' THEN 'assigned'
        WHEN o.status = 'in_workshop' THEN 'waiting'
        ELSE o.status END,
    waiting_for = CASE WHEN o.status = 'in_workshop' THEN 'workshop' END,
    province = CASE n.kind WHEN 'province' THEN n.code WHEN 'partner' THEN n.parent END,
    served_by = CASE n.kind WHEN 'partner' THEN n.code END,
    done_at = CASE WHEN o.status = 'done' THEN coalesce(
        (SELECT max(v.closed_at) FROM visits v WHERE v.service_order = o.number), o.registered_at) END,
    since = o.registered_at
FROM nodes n WHERE n.code = o.outlet;

-- A chaser that points at nothing asks like a consultation.
UPDATE service_orders SET kind = 'consultation' WHERE kind = 'chaser';

-- Nobody has written down what was promised then: the longest of S1, of the policy of that day, or 72 hours.
UPDATE service_orders o SET promised_for = 'rural', promised_until = o.registered_at + make_interval(secs => coalesce(
    (SELECT (p.figures ->> 'rural_s')::float FROM policies p
     WHERE p.name = 'promise' AND daterange(p.valid_from, p.valid_until) @> o.registered_at::date), 259200))
WHERE o.kind IN ('repair', 'installation', 'inspection', 'swap');

ALTER TABLE service_orders ALTER COLUMN since SET NOT NULL;
ALTER TABLE service_orders ADD CONSTRAINT service_orders_status CHECK ("status" IN (
    'assigned', 'booked', 'cancelled', 'closed', 'done', 'duplicate', 'forwarded', 'in_progress', 'registered', 'waiting'));

-- The planner and the desk look at what is open; most orders are not.
DROP INDEX service_orders_open;
CREATE INDEX service_orders_open ON service_orders (outlet, kind)
    WHERE status IN ('registered', 'forwarded', 'assigned', 'booked', 'in_progress', 'waiting');
CREATE INDEX service_orders_of_unit ON service_orders (unit, registered_at);
