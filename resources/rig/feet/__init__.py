"""Pictures of feet, ankles and lower legs."""
