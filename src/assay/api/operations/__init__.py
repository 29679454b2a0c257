"""The operations of the API, each part found by being here: a module declares what it answers."""
