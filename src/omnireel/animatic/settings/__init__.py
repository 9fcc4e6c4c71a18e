"""Settings: one entry in a table for each place that can be drawn."""
