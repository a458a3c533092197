"""What a disclosure must not leave out: parts, texts, reasons, attachments, forms, glossary (D…)."""
