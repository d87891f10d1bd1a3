"""The record: its words, rules, tables, questions and deeds. It does not know that it has a screen."""
