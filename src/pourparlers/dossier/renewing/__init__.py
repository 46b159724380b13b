"""What is written anew at the end of each transaction: contradictions, by what has changed of what they rest on."""
