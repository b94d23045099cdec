-- Weather alerts: who sees and records them (N3), and their numbers.

ALTER TABLE weather_alerts ENABLE ROW LEVEL SECURITY;
CREATE POLICY whole ON weather_alerts TO fieldops_service USING (true) WITH CHECK (true);
CREATE SEQUENCE weather_alert_numbers;
CREATE INDEX weather_alerts_nodes ON weather_alerts USING gin (nodes);

-- A node and all above it.
CREATE FUNCTION node_and_above(code text) RETURNS varchar[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT ARRAY(
        WITH RECURSIVE above AS (
            SELECT n.code, n.parent FROM nodes n WHERE n.code = node_and_above.code
            UNION ALL SELECT n.code, n.parent FROM nodes n JOIN above ON n.code = above.parent
        ) SELECT above.code FROM above)
$$;

-- Seen by whomever it concerns, in part or with all the network; written by whoever reaches all of it.
CREATE POLICY concerned ON weather_alerts FOR SELECT TO fieldops_scoped USING (
    nodes && ((SELECT reach_nodes())::varchar[] || (SELECT node_and_above(current_setting('fieldops.node', true)))));
CREATE POLICY reach ON weather_alerts TO fieldops_scoped USING (nodes <@ (SELECT reach_nodes())::varchar[]);

SELECT audit_table('weather_alerts', 'number');
