"""Typed prose against figures, against itself and against its own sentence (N20–N27)."""
