"""The charts: painted by ourselves over plain data, each with a table of the same data."""
