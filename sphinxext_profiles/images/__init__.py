"""The project's image files: measured, checked, scaled; no network, no pages."""
