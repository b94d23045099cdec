"""The database: server and engine below, ``door.perform`` for actions, ``migrate.migrate`` for the schema.

``engine.connect(settings)`` opens everything; nothing else of a program has to know whether the server is embedded.
"""
