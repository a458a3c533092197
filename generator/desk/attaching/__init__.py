"""Attachments looked into: what kind of file each is, whether it is harmless, what its text and properties tell.

examine     one file's bytes → `Examined`
kinds       kinds of files that may be published, told by their first bytes
contents    text and properties of each kind
"""
