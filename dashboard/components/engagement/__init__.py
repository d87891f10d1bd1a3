"""Contacts and what helps and hinders: their forms."""
