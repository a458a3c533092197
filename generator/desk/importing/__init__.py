"""Official tables out of workbooks: what each cell is, by titles and labels, never by its address.

workbook   .xlsx, .xls and .csv as grids of text
labels     labels as they are compared
cells      what the text of a cell says: amount, blank, or neither
columns    columns of a sheet against those of a table form
rows       rows of a sheet against those of a table form
recognize  the tables of a workbook: each cell with its figure
settle     which of them are typed, what follows from them, and what disagrees
"""
