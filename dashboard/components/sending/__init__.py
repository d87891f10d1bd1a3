"""What leaves the building: the documents one can send, and the calendar one can subscribe to."""
