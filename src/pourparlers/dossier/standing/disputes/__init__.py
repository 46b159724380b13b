"""Where sources disagree: what each kind of contradiction is, found anew, and as the tables keep them."""
