"""Wording: numbering, characters, marks, sentences, document numbers, likely misreadings (T20–T27)."""
