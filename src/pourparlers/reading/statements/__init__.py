"""Who says what: from cues and quotations to acts, answers and issues."""
