"""The rooms, each found by being here."""
