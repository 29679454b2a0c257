"""The kinds of background work, each found by being here: one module with one ``run``."""
