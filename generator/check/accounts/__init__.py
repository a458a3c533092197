"""Identities, roll-ups, years, codes and published values of the accounts (K…, N13, P…, T010)."""
