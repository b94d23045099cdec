"""Spreadsheets and CSV files that we hand out: what is text stays text."""
