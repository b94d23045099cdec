"""All queries. Rows become values of the cores here and back; nothing here commits."""
