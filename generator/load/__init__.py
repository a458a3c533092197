"""Bytes to trees with places, trees to records, records to facts."""
