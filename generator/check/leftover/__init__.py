"""What was left over from a form, another year or another department (X01–X08)."""
