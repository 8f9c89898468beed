"""How a note is read: pure Python, without Sphinx or docutils."""
