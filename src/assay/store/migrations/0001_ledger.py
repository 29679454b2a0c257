"""The tables of the store, each with its triggers from the first moment on."""

import django.db.models.functions.text
import django.db.models.lookups
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from assay.store.triggers import restore_triggers


def guard_tables(_: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers in the transaction that makes the tables."""
    restore_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FileChunk",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation",
                        "sha256",
                        "position",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("position", models.IntegerField()),
                ("content", models.BinaryField()),
            ],
            options={
                "db_table": "file_chunk",
            },
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("recorded_at", models.CharField(max_length=27)),
                ("by_name", models.TextField()),
                ("by_role", models.TextField()),
                ("by_external", models.BooleanField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation",
                        "first_seq",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation", models.TextField()),
                ("first_seq", models.BigIntegerField()),
                ("last_seq", models.BigIntegerField()),
                ("last_hash", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "intake",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by_name", ""), _negated=True),
                            models.Q(("by_role", ""), _negated=True),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("recorded_at"), 27
                            ),
                        ),
                        name="intake_is_signed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredEntry",
            fields=[
                ("recorded_at", models.CharField(max_length=27)),
                ("by_name", models.TextField()),
                ("by_role", models.TextField()),
                ("by_external", models.BooleanField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation",
                        "seq",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation", models.TextField()),
                ("seq", models.BigIntegerField()),
                ("register", models.TextField()),
                ("key", models.TextField()),
                ("body", models.TextField(null=True)),
                ("because", models.TextField()),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "entry",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["organisation", "recorded_at"], name="entry_as_of")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by_name", ""), _negated=True),
                            models.Q(("by_role", ""), _negated=True),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("recorded_at"), 27
                            ),
                        ),
                        name="storedentry_is_signed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("recorded_at", models.CharField(max_length=27)),
                ("by_name", models.TextField()),
                ("by_role", models.TextField()),
                ("by_external", models.BooleanField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation",
                        "sha256",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.BigIntegerField()),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "file",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by_name", ""), _negated=True),
                            models.Q(("by_role", ""), _negated=True),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("recorded_at"), 27
                            ),
                        ),
                        name="storedfile_is_signed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredOrganisation",
            fields=[
                ("recorded_at", models.CharField(max_length=27)),
                ("by_name", models.TextField()),
                ("by_role", models.TextField()),
                ("by_external", models.BooleanField()),
                ("slug", models.TextField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
            ],
            options={
                "db_table": "organisation",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by_name", ""), _negated=True),
                            models.Q(("by_role", ""), _negated=True),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("recorded_at"), 27
                            ),
                        ),
                        name="storedorganisation_is_signed",
                    )
                ],
            },
        ),
        migrations.RunPython(guard_tables, migrations.RunPython.noop),
    ]
