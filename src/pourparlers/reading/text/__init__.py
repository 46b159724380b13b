"""Blocks, quotations, phrases and stretches of a text."""
