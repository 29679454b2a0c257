"""The bytes of files, piece by piece."""

from django.db import models


class FileChunk(models.Model):
    """One piece of a file's content, counted from 0."""

    pk = models.CompositePrimaryKey("organisation", "sha256", "position")
    organisation = models.TextField()
    sha256 = models.CharField(max_length=64)
    position = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        """Who signs for the bytes stands in the file's own row."""

        db_table = "file_chunk"

    def __str__(self) -> str:
        return f"{self.organisation} {self.sha256}, piece {self.position}"
