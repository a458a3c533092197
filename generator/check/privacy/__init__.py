"""Personal data in typed texts (G010–G016)."""
