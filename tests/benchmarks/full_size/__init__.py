"""Pages of a portal at the size that it is built for: `demo.full_size`."""
