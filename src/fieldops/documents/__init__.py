"""Paper: labels, pick lists and notes as PDF, each a typst template and a function that gathers its values."""
