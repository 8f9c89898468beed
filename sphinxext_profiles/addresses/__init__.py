"""Addresses of the web: cleaned, shown, recognised, credited; nothing here asks the network."""
