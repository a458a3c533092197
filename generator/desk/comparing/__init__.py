"""What changes between two states of a report: figures, words, rows, its state; and which changes need a 更正.

`compared` takes a report laid out twice and returns a `Change`; `lines`, `markdown` and `listing` write changes for a
terminal, for a merge request and for programs.
"""
