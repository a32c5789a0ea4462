"""The engine: an event goes in with its moment, effects come out. See SITTING.md beside this package."""
