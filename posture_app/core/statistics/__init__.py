"""What a record of sitting amounts to: bouts, measures, patterns, trends, goals."""
