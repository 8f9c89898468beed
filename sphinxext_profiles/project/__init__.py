"""What Sphinx keeps for a project: settings, people, what is out of date; reads no page."""
