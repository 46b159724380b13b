"""What Discourse Network Analyzer takes: its database and its list of events."""
