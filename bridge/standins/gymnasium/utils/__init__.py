"""What environments are checked and seeded with."""
