"""How fast it is, next to the same work done without the extension.

`tox -e bench` runs everything here and prints a table; `python -m tests.bench.read` and its
siblings run one part each. Nothing fails for being slow.
"""
