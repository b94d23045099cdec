-- A search may end before it finds the room that there is; the reasons are those of routing.reasons.
ALTER TABLE plan_unserved DROP CONSTRAINT plan_unserved_reason;
ALTER TABLE plan_unserved ADD CONSTRAINT plan_unserved_reason CHECK (
    reason IN ('apart', 'capacity', 'costs_more', 'limits', 'no_skill', 'no_technician', 'no_tool', 'no_workshop',
               'not_found', 'outside_shift', 'part_late', 'part_not_in_time', 'part_taken', 'part_unavailable', 'reserve',
               'sequence', 'set_aside', 'taken_out', 'together', 'too_far', 'unreachable', 'window_too_tight'));
