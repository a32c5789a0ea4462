"""A report of a period on one page of paper."""
