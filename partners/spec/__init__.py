"""What is known about partners without a database."""
