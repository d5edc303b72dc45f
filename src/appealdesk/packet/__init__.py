"""What will be sent: the plan of the packet as a pure value. No PDF library in here."""
