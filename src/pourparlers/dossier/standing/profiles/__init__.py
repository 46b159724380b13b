"""What a dossier holds of one actor or one issue, and the lists of them."""
