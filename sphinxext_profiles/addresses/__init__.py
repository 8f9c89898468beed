"""Web addresses: cleaning, display, accounts, identifiers, credits; no network."""
