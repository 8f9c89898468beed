"""Image files of the project: measured, checked, scaled; no network, and no page."""
