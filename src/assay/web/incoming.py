"""Where uploads go while they come in: into the data directory, and no further than the limit.

The folder for temporary files of a machine is often small, or memory; the data
directory is where whoever runs the server has made room.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from assay.actions.export_upload import MOST_BYTES

TOO_LARGE = "assay.too_large"
"""Where a request says that a file of it was not taken: in its META, by the file's name."""


class IncomingFiles(TemporaryFileUploadHandler):
    """Writes an upload down as it comes, and stops at the limit."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        """Begin with a file."""
        settings.FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._taken = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece down, unless there are too many."""
        self._taken += len(raw_data)
        if self._taken > MOST_BYTES:
            if self.request is not None:
                self.request.META[TOO_LARGE] = self.file_name or "the upload"
            # What is still to come is read and thrown away, so that the answer is seen.
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)
