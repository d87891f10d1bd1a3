"""Pure functions of words and dates, each under its source. No database, no screen, no clock of their own."""
