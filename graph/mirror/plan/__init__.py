"""What a run is to reach and to change, and what it did: the goal, differences, the report."""
