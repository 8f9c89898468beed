"""Coverage-guided fuzzing of what reads texts from strangers.

`python -m tests.fuzz` runs it (`tox -e fuzz` brings atheris); `tests/test_fuzz.py` replays what is
kept in `corpus/`.
"""
