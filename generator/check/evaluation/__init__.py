"""Scores, sheets and totals of performance evaluations (E01–E12)."""
