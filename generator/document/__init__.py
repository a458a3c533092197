"""A report laid out for reading: sections, sentences, tables and charts as blocks, once, for every output."""
