"""Adding articles in a browser: what is sent waits in a private folder until a process of its own has read it."""
