"""Attachments: what a file must be to be published with a report (D63–D65)."""
