"""What is measured, and against whom, in one run on one machine; ``make bench`` writes the page."""
