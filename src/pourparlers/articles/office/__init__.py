"""What documents of word processors say: WordprocessingML, rich text, and their properties."""
