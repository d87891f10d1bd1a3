"""Charts: pure functions from a data frame to a Vega-Lite chart. They know no page, no session and no database."""
