"""Changing a YAML file that people wrote: every byte that need not change stays, comments included.

spans    where each value and key of a text begins and ends
scalars  how a value is written
splice   edits at paths: a value replaced, an entry added, an entry taken out
"""
