"""The factory's records, followed from the enquiry to the delivery and back again."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from assay.demo.draft import Draft, Row
from assay.domain.calendar_day import CalendarDay
from assay.domain.competence import Competence
from assay.domain.person import Person
from assay.domain.record_family import FAMILIES, ColumnType
from assay.domain.record_source import RecordSource
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.site import Site
from assay.domain.supplier_approval import SupplierApproval
from tests.demo.factory_days import DAYS, USUAL, factory_on, rows_by

EVERY_DAY = pytest.mark.parametrize("day", DAYS, ids=str)


def only(rows: list[Row]) -> Row:
    """Return the one record that there has to be."""
    assert len(rows) == 1, rows
    return rows[0]


@EVERY_DAY
def test_records_have_what_their_family_needs_and_one_key_each(day: date) -> None:
    for family, rows in factory_on(day).records.items():
        columns = FAMILIES[family].columns
        assert len({row[FAMILIES[family].key] for row in rows}) == len(rows), family
        for row in rows:
            assert all(row.get(each.name) not in {None, ""} for each in columns if each.required), (
                family,
                row,
            )


@EVERY_DAY
def test_no_record_comes_from_after_its_export(day: date) -> None:
    draft = factory_on(day)

    for source in draft.all(RecordSource).values():
        taken = source.extracted_at
        assert taken
        assert taken.date() < day
        assert source.row_count == len(draft.records[source.family]), source.family
        instants = [
            each.name for each in FAMILIES[source.family].columns if each.type is ColumnType.INSTANT
        ]
        for row in draft.records[source.family]:
            for name in instants:
                at = row.get(name)
                assert at is None or at <= taken, (source.family, row)
                assert at is None or at.date() >= source.window_from_on, (source.family, row)


@EVERY_DAY
def test_nobody_works_on_days_when_the_site_is_closed(day: date) -> None:
    draft = factory_on(day)
    closed = {(each.site, each.on) for each in draft.all(CalendarDay).values()}
    zones = {site.key: ZoneInfo(site.time_zone) for site in draft.all(Site).values()}

    for family, rows in draft.records.items():
        if family == "key_measure":  # taken by the ERP on the last day of the month
            continue
        for row in rows:
            for value in row.values():
                if isinstance(value, datetime):
                    at = value.astimezone(zones[row["site"]])
                    assert value.utcoffset() == at.utcoffset()
                    assert at.weekday() < 5, (family, row)
                    assert (row["site"], at.date()) not in closed, (family, row)
                    assert 5 < at.hour < 24, (family, row)


def chains(draft: Draft) -> list[dict[str, list[Row]]]:
    """Return, for each job, all records that hang on it."""
    by = {
        "enquiry": rows_by(draft.records["enquiry"], "enquiry_id"),
        "contract_review": rows_by(draft.records["contract_review"], "order"),
        "design_release": rows_by(draft.records["design_release"], "release_id"),
        "purchase_order": rows_by(
            [row for row in draft.records["purchase_order"] if row.get("job")], "job"
        ),
        "goods_receipt": rows_by(draft.records["goods_receipt"], "po"),
        **{
            family: rows_by(draft.records[family], "job")
            for family in ("batch", "inspection", "release", "delivery")
        },
        "event": rows_by(draft.records["event"], "case"),
    }
    found = []
    for job in draft.records["work_order"]:
        review = only(by["contract_review"][job["order"]])
        orders = by["purchase_order"].get(job["job_id"], [])
        found.append(
            {
                "work_order": [job],
                "contract_review": [review],
                "enquiry": by["enquiry"][review["enquiry"]],
                "design_release": by["design_release"][f"{job['part']}/{job['revision']}"],
                "purchase_order": orders,
                "goods_receipt": [
                    row for order in orders for row in by["goods_receipt"].get(order["po_id"], [])
                ],
                **{
                    family: by[family].get(job["job_id"], [])
                    for family in ("batch", "inspection", "release", "delivery", "event")
                },
            }
        )
    return found


@EVERY_DAY
def test_at_least_three_thousand_jobs_of_a_year_are_traced_from_enquiry_to_delivery(
    day: date,
) -> None:
    delivered = 0
    for chain in chains(factory_on(day)):
        job = chain["work_order"][0]
        review, enquiry = only(chain["contract_review"]), only(chain["enquiry"])
        drawing = only(chain["design_release"])
        assert review["part"] == enquiry["part"] == drawing["part"] == job["part"]
        assert review["revision"] == drawing["revision"] == job["revision"]
        assert review["quantity"] == enquiry["quantity"] == job["quantity"]
        assert enquiry["received_at"] < review["reviewed_at"] < review["accepted_at"]
        assert review["accepted_at"] < job["planned_at"]
        if not chain["delivery"] or not job["finished_at"]:
            continue
        shipped = sum(row["quantity"] for row in chain["delivery"])
        if shipped < job["quantity"]:  # the second parcel goes tomorrow
            continue
        delivered += job["started_at"].date() > day - timedelta(days=365)
        assert_whole(chain)
    assert delivered >= 2950
    began = [row["started_at"] for row in factory_on(day).records["work_order"]]
    assert sum(at is not None and at.date() > day - timedelta(days=365) for at in began) >= 3000


def assert_whole(chain: dict[str, list[Row]]) -> None:
    """Assert that every step of a delivered job is there, in order and in quantity."""
    job, release = chain["work_order"][0], only(chain["release"])
    order = only(chain["purchase_order"])
    receipts, batches = chain["goods_receipt"], chain["batch"]
    assert order["quantity"] == sum(row["quantity"] for row in receipts) == job["quantity"]
    assert sum(row["quantity"] for row in batches) == job["quantity"] == release["quantity"]
    assert {row["lot"] for row in batches} == {row["lot"] for row in receipts}
    assert all(order["ordered_at"] < row["received_at"] < row["verified_at"] for row in receipts)
    assert max(row["verified_at"] for row in receipts) < job["started_at"]
    assert all(job["started_at"] < row["made_at"] <= job["finished_at"] for row in batches)
    finals = [row for row in chain["inspection"] if row["kind"] == "final"]
    assert finals[-1]["result"] == "accepted"
    assert job["finished_at"] < finals[0]["inspected_at"]
    assert finals[-1]["inspected_at"] < release["released_at"]
    assert all(release["released_at"] < row["delivered_at"] for row in chain["delivery"])
    shipped = "; ".join(row["batches"] for row in chain["delivery"]).split("; ")
    assert sorted(shipped) == sorted(row["batch_id"] for row in batches)


@EVERY_DAY
def test_every_delivery_leads_back_to_an_enquiry_and_a_lot(day: date) -> None:
    draft = factory_on(day)
    records = draft.records
    batches = {row["batch_id"]: row for row in records["batch"]}
    receipts = {row["lot"]: row for row in records["goods_receipt"]}
    orders = {row["po_id"] for row in records["purchase_order"]}
    jobs = {row["job_id"]: row for row in records["work_order"]}
    reviews = {row["order"]: row for row in records["contract_review"]}
    enquiries = {row["enquiry_id"]: row for row in records["enquiry"]}

    for delivery in records["delivery"]:
        review = reviews[jobs[delivery["job"]]["order"]]
        assert delivery["order"] == review["order"]
        assert enquiries[review["enquiry"]]["customer"] == delivery["customer"]
        for batch in delivery["batches"].split("; "):
            assert batches[batch]["job"] == delivery["job"]
            assert receipts[batches[batch]["lot"]]["po"] in orders


@EVERY_DAY
def test_work_is_done_to_the_revision_of_the_day(day: date) -> None:
    for chain in chains(factory_on(day)):
        job, drawing = chain["work_order"][0], only(chain["design_release"])
        moments = [row["made_at"] for row in chain["batch"]]
        moments += [row["inspected_at"] for row in chain["inspection"]]
        moments += [row["delivered_at"] for row in chain["delivery"]]
        moments += [at for at in (job["started_at"], job["finished_at"]) if at]
        assert all(row["revision"] == job["revision"] for row in chain["inspection"])
        for at in moments:
            assert drawing["released_at"] < at
            assert drawing["superseded_at"] is None or at < drawing["superseded_at"]


@EVERY_DAY
def test_every_new_revision_has_its_first_article_before_anything_of_it_is_released(
    day: date,
) -> None:
    records = factory_on(day).records
    jobs = {row["job_id"]: row for row in records["work_order"]}
    first: dict[tuple[str, str], datetime] = {}
    for row in records["inspection"]:
        if row["kind"] == "first article":
            job = jobs[row["job"]]
            first[job["part"], job["revision"]] = row["inspected_at"]

    for release in records["release"]:
        job = jobs[release["job"]]
        assert first[job["part"], job["revision"]] < release["released_at"]


@EVERY_DAY
def test_purchase_orders_go_to_suppliers_approved_for_the_commodity_on_the_day(day: date) -> None:
    draft = factory_on(day)
    approvals = list(draft.all(SupplierApproval).values())

    for order in draft.records["purchase_order"]:
        assert any(
            each.supplier == order["supplier"]
            and each.commodity == order["commodity"]
            and each.stands_on(order["ordered_at"].date())
            for each in approvals
        ), order


@EVERY_DAY
def test_people_in_records_work_here_and_are_fit_for_it(day: date) -> None:
    draft = factory_on(day)
    people = draft.all(Person)
    cards: dict[str, list[Competence]] = {}
    for card in draft.all(Competence).values():
        cards.setdefault(card.person, []).append(card)
    releasers = [
        each for each in draft.all(RoleAssignment).values() if each.role is Role.PRODUCT_RELEASER
    ]
    skilled = {"operator": "finished_at", "inspector": "inspected_at", "released_by": "released_at"}

    for family in ("work_order", "inspection", "release"):
        for row in draft.records[family]:
            for post, moment in skilled.items():
                if row.get(post) and row.get(moment):
                    on = row[moment].date()
                    assert people[row[post]].works_on(on), row
                    assert any(card.valid_on(on) for card in cards[row[post]]), row
                    assert people[row[post]].site == row["site"], row
    for row in draft.records["release"]:
        on = row["released_at"].date()
        assert any(each.person == row["released_by"] and each.held_on(on) for each in releasers), (
            row
        )


@EVERY_DAY
def test_no_machine_makes_two_jobs_at_once(day: date) -> None:
    for jobs in rows_by(
        [row for row in factory_on(day).records["work_order"] if row["machine"]], "machine"
    ).values():
        ordered = sorted(jobs, key=lambda row: row["started_at"])
        for before, after in pairwise(ordered):
            assert before["finished_at"] <= after["started_at"], (before, after)


@EVERY_DAY
def test_nonconformities_run_in_order_and_keep_their_distance(day: date) -> None:
    draft = factory_on(day)
    records = draft.records
    actions = {row["capa_id"]: row for row in records["capa"]}
    releases = {row["job"]: row["released_at"] for row in records["release"]}

    assert len(records["ncr"]) > 100
    for row in records["ncr"]:
        moments = [row[name] for name in ("raised_at", "contained_at", "disposed_at", "closed_at")]
        known = [at for at in moments if at]
        assert known == sorted(known)
        assert moments[: len(known)] == known
        assert row["raised_by"] != row["disposed_by"]
        released = releases.get(row["job"])
        in_house = not any(each["ncr"] == row["ncr_id"] for each in records["complaint"])
        assert not (in_house and released) or row["closed_at"] < released, row
        assert row["capa"] is None or actions[row["capa"]]["ncr"] == row["ncr_id"]
    for row in records["capa"]:
        steps = ("opened_at", "cause_at", "acted_at", "checked_at", "closed_at")
        known = [row[name] for name in steps if row[name]]
        assert known == sorted(known)
        assert [row[name] for name in steps][: len(known)] == known


@EVERY_DAY
def test_hand_overs_agree_and_arrive(day: date) -> None:
    for row in factory_on(day).records["transfer"]:
        assert row["sent_quantity"] == row["received_quantity"]
        assert row["sent_revision"] == row["received_revision"]
        assert timedelta(0) < row["received_at"] - row["sent_at"] < timedelta(hours=24)


def test_records_are_spread_over_the_year_without_a_burst_at_the_end() -> None:
    draft = factory_on(USUAL)
    moments = {"work_order": "planned_at", "inspection": "inspected_at", "delivery": "delivered_at"}

    for family, moment in moments.items():
        days = [row[moment].date() for row in draft.records[family]]
        half = [each for each in days if each > USUAL - timedelta(days=182)]
        last = [each for each in half if each > USUAL - timedelta(days=30)]
        assert 0.12 < len(last) / len(half) < 0.22, family


def test_events_tell_the_same_as_the_records() -> None:
    draft = factory_on(USUAL)
    released = {row["case"]: row for row in draft.records["event"] if row["activity"] == "released"}

    for row in draft.records["release"]:
        event = released[row["job"]]
        assert (event["at"], event["actor"]) == (row["released_at"], row["released_by"])
