"""The tables, as Piccolo classes with their constraints."""
