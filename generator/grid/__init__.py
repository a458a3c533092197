"""Table forms filled with facts and figures."""
