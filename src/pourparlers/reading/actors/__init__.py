"""Persons, states and bodies: names, roles, parties, and what stands for them."""
