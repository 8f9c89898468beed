"""The settings in `conf.py`: which there are, and the kinds of values that they take."""
