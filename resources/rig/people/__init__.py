"""Bodies that pictures are made of."""
