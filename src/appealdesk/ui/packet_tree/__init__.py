"""The left pane: the packet as a tree, in the order in which it is sent."""
