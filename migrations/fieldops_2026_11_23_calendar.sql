-- Overrides of the working calendar are the whole network's (S5): nothing hides them, and each change is audited.

SELECT audit_table('calendar_overrides', 'day');
