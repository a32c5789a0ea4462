"""The page of the past: a day, a week, a month, a year or all there is."""
