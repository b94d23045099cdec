-- The families of events that the service desk's records have.

ALTER TABLE events DROP CONSTRAINT events_family;
ALTER TABLE events ADD CONSTRAINT events_family CHECK ("family" IN (
    'callback', 'cause', 'clock', 'crisis', 'exchange', 'incentive_run', 'inspection', 'plan', 'purchase', 'quota',
    'quota_request', 'quote', 'service_order', 'shipment', 'spot_check', 'visit', 'webhook'));
