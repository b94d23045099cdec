"""Tables of others into records of ours: what a kind of import holds, how its cells are read, and how an import lives.

A kind is described once: its columns with their headings in both languages, what each cell becomes, and the value of the
core that a row makes. :mod:`inventory.imports.kinds` lists them; a new kind is one module beside the others here.
"""
