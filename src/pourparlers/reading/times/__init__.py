"""Dates, times and durations with their values."""
