"""Work in the background."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection

from exchange_portal.outbox import claims, delivery, kinds, queue
from exchange_portal.outbox.models import Job
from tests.exchange_portal.conftest import NOW
from tests.exchange_portal.outbox.conftest import CHORE, Clock, Samples

pytestmark = pytest.mark.django_db


def order(number: int = 1) -> None:
    queue.enqueue(CHORE, once=f"chore {number}", data={"number": number}, now=NOW)


def test_is_done_with_its_data(samples: Samples, clock: Clock) -> None:
    order()
    delivery.work_off(clock)
    job = Job.objects.get()

    assert samples.done == [{"number": 1}]
    assert (job.state, job.done_at, job.tries, job.claim) == ("done", NOW, 1, None)


def test_a_failure_is_kept_and_tried_again_ever_more_seldom(samples: Samples, clock: Clock) -> None:
    samples.fault = ValueError("no paper")
    order()
    pauses = []
    for _ in range(4):
        delivery.work_off(clock)
        job = Job.objects.get()
        pauses.append((job.not_before - clock.now).total_seconds())
        clock.now = job.not_before

    assert pauses == [30, 60, 120, 240]
    assert (job.state, job.tries, job.error) == ("waiting", 4, "ValueError: no paper")


def test_is_given_up_in_the_end_and_then_left_alone(samples: Samples, clock: Clock) -> None:
    samples.fault = ValueError("no paper")
    order()
    for _ in range(claims.JOB_TRIES + 5):
        delivery.work_off(clock)
        clock.pass_by(hours=5)
    job = Job.objects.get()

    assert (job.state, job.tries) == ("failed", claims.JOB_TRIES)


def test_one_that_fails_does_not_stop_the_next(samples: Samples, clock: Clock) -> None:
    def fail(data: object, now: object) -> None:
        raise RuntimeError

    kinds.register_job("test.broken", fail)
    queue.enqueue("test.broken", once="broken", data={}, now=NOW)
    order()
    delivery.work_off(clock)

    assert list(Job.objects.order_by("pk").values_list("state", flat=True)) == ["waiting", "done"]


def test_what_has_to_wait_waits_for_as_long_as_it_takes(samples: Samples, clock: Clock) -> None:
    samples.fault = kinds.TryLater("no scanner")
    order()
    for _ in range(claims.JOB_TRIES * 2):
        delivery.work_off(clock)
        clock.pass_by(minutes=1)
    waiting = Job.objects.get()
    samples.fault = None
    delivery.work_off(clock)

    assert (waiting.state, waiting.tries, waiting.error) == ("waiting", 0, "no scanner")
    assert (Job.objects.get().state, Job.objects.get().error) == ("done", "")


def test_a_dead_workers_job_is_done_by_another(samples: Samples, clock: Clock) -> None:
    order()
    claims.take_job(NOW)
    delivery.work_off(clock)
    before = list(samples.done)
    clock.pass_by(seconds=301)
    delivery.work_off(clock)

    assert (before, samples.done) == ([], [{"number": 1}])
    assert Job.objects.get().tries == 2


def test_a_job_that_kills_its_workers_is_given_up(samples: Samples) -> None:
    order()
    Job.objects.update(state="running", claim=uuid.uuid4(), lease_until=NOW, tries=claims.JOB_TRIES)
    claims.sweep(NOW + timedelta(seconds=1))

    assert Job.objects.get().state == "failed"


def test_a_worker_that_was_too_slow_does_not_write_the_end(samples: Samples) -> None:
    order()
    slow = claims.take_job(NOW)
    assert slow is not None
    claims.sweep(NOW + timedelta(hours=1))
    claims.take_job(NOW + timedelta(hours=1))

    with pytest.raises(claims.ClaimLost):
        claims.mark_done(slow, NOW + timedelta(hours=1))
    assert Job.objects.get().state == "running"


def test_runs_outside_any_transaction_but_its_own(samples: Samples, clock: Clock) -> None:
    depths = []
    before = len(connection.savepoint_ids)
    kinds.register_job(CHORE, lambda data, now: depths.append(len(connection.savepoint_ids)))
    order()
    delivery.work_off(clock)

    assert depths == [before]


def test_patience_ends_and_what_is_left_stays(samples: Samples, clock: Clock) -> None:
    def slow(data: dict[str, int], now: object) -> None:
        clock.pass_by(seconds=30)

    kinds.register_job(CHORE, slow)
    for number in range(5):
        order(number)
    was_all = delivery.work_off(clock)

    assert not was_all
    assert Job.objects.filter(state="done").count() == 2
