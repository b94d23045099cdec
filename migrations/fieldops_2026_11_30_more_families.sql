-- Whoever looks at a count, a backup unit or a plan sees what others do to it.

ALTER TABLE events DROP CONSTRAINT events_family;
ALTER TABLE events ADD CONSTRAINT events_family CHECK ("family" IN (
    'backup_unit', 'callback', 'cause', 'clock', 'crisis', 'exchange', 'incentive_run', 'inspection', 'plan', 'purchase',
    'quota', 'quota_request', 'quote', 'service_order', 'shipment', 'spot_check', 'stock_count', 'visit', 'webhook'));

SELECT event_table('stock_counts', 'stock_count', 'number', 'status', '{}', '{place}');
SELECT event_table('backup_units', 'backup_unit', 'serial', 'state', '{}', '{place,home}', changed => 'steps');

-- by hand, too: each change makes a version, and how far the making is makes none
DROP TRIGGER event_new ON plans;
DROP TRIGGER event_changed ON plans;
SELECT event_table('plans', 'plan', 'id', 'state', '{province}');
