"""What starts real local services for demo, tests, benchmarks and soak; knows nothing of the product."""
