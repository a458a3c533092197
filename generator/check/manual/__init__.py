"""What each code means: titles, advice, examples, levels, and the aspect that inspectors look at."""
