"""Words that tell an act, their frames, and what they govern."""
