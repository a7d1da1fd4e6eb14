"""Measurements of speed, memory and sameness of answers; see README.md."""
