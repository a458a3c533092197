"""Derived values over facts, each with its formula and inputs; and how they are printed."""
