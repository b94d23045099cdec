-- Who amended an order, and when, stands with what else was done with it.
ALTER TABLE order_steps DROP CONSTRAINT order_steps_verb;
ALTER TABLE order_steps ADD CONSTRAINT order_steps_verb CHECK ("verb" IN (
    'amend', 'answer', 'assign', 'book', 'cancel', 'close', 'escalate', 'finish', 'forward', 'merge', 'register', 'reopen',
    'resume', 'send_back', 'settle', 'start', 'unbook', 'wait'));
