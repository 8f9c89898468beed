"""Formulas of notes: TeX that is mathematics, and can do nothing else."""
