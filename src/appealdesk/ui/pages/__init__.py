"""A document's pages: the grid, the reader, and the scroller of sheets that others use too."""
