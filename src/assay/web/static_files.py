"""Style sheets, scripts and fonts under names that carry the hash of their bytes."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # it has no types
    """Lenient where the files were not gathered yet, as in tests of single views."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """Return the hashed name, or the plain one where there is no manifest."""
        if not self.hashed_files:
            return name
        return str(super().stored_name(name))
