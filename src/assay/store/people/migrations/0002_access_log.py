from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "access_log only grows: it is refused"

SQLITE = [
    f"CREATE TRIGGER access_log_refuses_{verb} BEFORE {verb.upper()} ON access_log "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for verb in ("update", "delete")
]
POSTGRESQL = [
    f"CREATE FUNCTION access_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    "CREATE TRIGGER access_log_refuses_change BEFORE UPDATE OR DELETE ON access_log "
    "FOR EACH ROW EXECUTE FUNCTION access_log_only_grows()",
    "CREATE TRIGGER access_log_refuses_truncate BEFORE TRUNCATE ON access_log "
    "FOR EACH STATEMENT EXECUTE FUNCTION access_log_only_grows()",
]


def make_triggers(_: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    for statement in POSTGRESQL if vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="AccessLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("by_name", models.TextField()),
                ("by_role", models.TextField()),
                ("did", models.CharField(max_length=40)),
                ("about", models.TextField()),
                ("said", models.TextField(blank=True, default="")),
            ],
            options={
                "db_table": "access_log",
                "indexes": [models.Index(fields=["organisation", "-id"], name="access_log_listed")],
            },
        ),
        migrations.RunPython(make_triggers, migrations.RunPython.noop),
    ]
