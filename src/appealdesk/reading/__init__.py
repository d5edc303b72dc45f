"""What a page's text tells: dates, names, numbers, denial reasons. Text in, findings out."""
