"""The audit trail on the screen: its list, its filters, one change whole, and undoing it."""
