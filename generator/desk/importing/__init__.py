"""Official tables out of workbooks: what each cell is, by titles and labels, never by its address.

container   what a file is, and whether it is safe to open
calamine    a program of its own that reads the cells of .xlsx and .xls
apart       that program run on a file: what ends it does not end ours
workbook    .xlsx, .xls and .csv as grids of text
labels      labels as they are compared
cells       what the text of a cell says: amount, blank, or neither
codes       codes in one column, in three, or before a name
titles      which table a title is of
columns     columns of a sheet against those of a table form
lines       what the rows of a sheet are: figures, notes, numbers of columns
blocks      whose each row is, where a column names the unit
rows        rows of a sheet against those of a table form
variants    what a style knows to recognize, and what other years and provinces call it
recognize   the tables of a workbook: each cell with its figure
owners      whose each table is, and what looks like another's
parts       wholes and parts
settle      which amounts are typed, what follows from them, and what disagrees
plan        what changes in accounts.yml
report      what is said of it
form_sheet  a sheet of a form of 绩效自评: its heads, fields and numbers
evaluation  a sheet of 绩效自评表 as a new file
scoring     a scoring sheet (计分) of 绩效自评 as a new file
"""
