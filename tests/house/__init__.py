"""Rules that the whole house keeps, whoever wrote the room."""
