"""Subjects: shared rigs, and one table entry for each thing that can be drawn."""
