"""A YAML file with the comments that people wrote, as a tree whose entries can be moved, taken out and added.

tree    the tree: entries with what stands above and beside them
events  a text to the tree, comments apart
gaps    where each comment belongs
render  the tree to a text in the house form
"""

from generator.desk.annotated.gaps import annotated
from generator.desk.annotated.render import rendered
from generator.desk.annotated.tree import Collection, Document, Entry, Scalar

__all__ = ["Collection", "Document", "Entry", "Scalar", "annotated", "rendered"]
