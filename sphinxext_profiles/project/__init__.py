"""What Sphinx keeps of the project: settings, people, what is out of date; no page is read here."""
