"""What takes how long, measured; the figures are kept in RESULTS.md."""
