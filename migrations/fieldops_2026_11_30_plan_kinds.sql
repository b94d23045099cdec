-- Units are brought to a workshop on the way (B4); the reasons why a visit isn't served are those of routing.reasons.
ALTER TABLE plan_stops DROP CONSTRAINT plan_stops_kind;
ALTER TABLE plan_stops ADD CONSTRAINT plan_stops_kind CHECK (kind IN ('break', 'pickup', 'return', 'visit'));
ALTER TABLE plan_stops DROP CONSTRAINT plan_stops_pickup;
ALTER TABLE plan_stops ADD CONSTRAINT plan_stops_pickup
    CHECK ((location IS NOT NULL) = (kind IN ('pickup', 'return')));
ALTER TABLE plan_unserved DROP CONSTRAINT plan_unserved_reason;
ALTER TABLE plan_unserved ADD CONSTRAINT plan_unserved_reason CHECK (
    reason IN ('apart', 'capacity', 'costs_more', 'limits', 'no_skill', 'no_technician', 'no_tool', 'no_workshop',
               'outside_shift', 'part_late', 'part_not_in_time', 'part_taken', 'part_unavailable', 'reserve',
               'sequence', 'set_aside', 'together', 'too_far', 'unreachable', 'window_too_tight'));
