"""The shell: reads data/, asks git for dates, runs the plan of each report in parallel through the cache."""
