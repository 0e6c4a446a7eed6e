"""Norwegian and English: numbers, sentences, words."""
