"""The denial reasons: the insurer's words, our response, the evidence, and how a page is chosen."""
