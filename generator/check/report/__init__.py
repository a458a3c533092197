"""Findings for people and machines: text, JSON, SARIF, annotations, a report to sign, a ledger."""
