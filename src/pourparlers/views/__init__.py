"""What a person looks at: records and dossiers in a terminal and on a page, in French and English."""
