"""Where parties stand on issues: positions at a day, their steps, proposals and their fate, accusations and answers."""
