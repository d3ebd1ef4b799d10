"""Reports -> Events in a log that cannot be altered unseen -> what may move now, and who says so."""
