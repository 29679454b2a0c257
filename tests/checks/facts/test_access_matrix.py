"""Who may get in where, added up by system and by the page."""

import pytest

from assay.checks.facts.access_matrix import (
    OpenAccount,
    SystemAccess,
    access_by_system,
    open_accounts,
)
from assay.domain.person import Person
from tests.lib.stage2 import operation

ACCOUNTS = {
    "account": """
    account_id | system | person | kind     | privileged | disabled_at
    -----------+--------+--------+----------+------------+--------------------
    vault/ana  | vault  | ana    | personal | yes        |
    vault/temp | vault  | temp   | shared   | no         |
    vault/bo   | vault  | bo     | personal | no         | 2026-01-10 10:00:00
    queue/ana  | queue  | ana    | personal |            |
"""
}
PEOPLE = (Person(key="ana", name="Ana"), Person(key="bo", name="Bo"))


@pytest.mark.row("R-118")
def test_open_accounts_are_added_up_by_system() -> None:
    assert access_by_system(operation(*PEOPLE, records=ACCOUNTS)) == (
        SystemAccess("queue", accounts=1, privileged=0, shared=0, unlinked=0),
        SystemAccess("vault", accounts=2, privileged=1, shared=1, unlinked=1),
    )


@pytest.mark.row("R-118")
def test_the_accounts_of_a_person_and_of_a_system_come_by_the_page() -> None:
    at = operation(*PEOPLE, records=ACCOUNTS)

    assert [each.key for each in open_accounts(at, person="ana")] == ["queue/ana", "vault/ana"]
    assert [each.key for each in open_accounts(at, system="vault", limit=1, offset=1)] == [
        "vault/temp"
    ]
    assert open_accounts(at, person="ana", system="queue") == (
        OpenAccount("queue/ana", "queue", "ana", "personal", privileged=None),
    )


def test_without_accounts_there_is_no_matrix() -> None:
    assert access_by_system(operation(*PEOPLE)) == ()
    assert open_accounts(operation(*PEOPLE)) == ()
