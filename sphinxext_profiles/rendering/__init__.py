"""A profile as docutils nodes; knows neither Sphinx nor any output."""
