"""A department's new year out of the year before: what lasts is carried over, what must be written is a marked blank.

words        years and names inside texts and comments
report       identity and state
accounts     the headings that an import fills, labels to type, reasons to write
texts        duties, organisation and terms as they were; what names a year is listed
evaluations  forms emptied, projects kept by name
beginning    files of a region, of a department, and of a first year that has none before it
"""
