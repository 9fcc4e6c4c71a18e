"""The rules. Pure: no I/O, no clock, no framework; time and randomness are handed in."""
