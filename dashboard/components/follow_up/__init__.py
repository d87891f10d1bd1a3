"""Follow-up: the register, one evaluation whole, and the deeds from decision to closing."""
