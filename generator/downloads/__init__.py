"""What readers take home: the PDF of a report, its tables as CSV, its figures as JSON."""
