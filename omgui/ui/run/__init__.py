"""Running datasets from the window: queue, engine, and what is seen of them."""
