-- One policy of a name a day.
ALTER TABLE policies ADD CONSTRAINT policies_one_a_day
    EXCLUDE USING gist (name WITH =, daterange(valid_from, valid_until) WITH &&);

-- One plan of a province and day that holds; the index also finds a province's plans.
CREATE UNIQUE INDEX plans_one_holds ON plans (province, day) WHERE state = 'done';
CREATE INDEX plans_by_day ON plans (day, province);

-- The planner and the desk look at what is open; most orders are not.
CREATE INDEX service_orders_open ON service_orders (outlet, kind) WHERE status = 'open';

-- One head office (N1).
CREATE UNIQUE INDEX nodes_one_head_office ON nodes (kind) WHERE kind = 'head_office';

CREATE SEQUENCE service_order_numbers;
