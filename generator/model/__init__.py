"""Frozen, typed records: facts and dimensions, reports, styles, codes, blocks. Knows no YAML and no HTML."""
