"""What rules read with: typed texts, quantities in prose, rounding bounds, figures in words."""
