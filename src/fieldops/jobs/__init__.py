"""Background work: any number of workers on any number of machines share the queues in PostgreSQL."""
