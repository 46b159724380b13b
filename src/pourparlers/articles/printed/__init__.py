"""Printed pages: from pieces of text at their places to paragraphs in the order in which they are read."""
