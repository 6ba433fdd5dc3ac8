"""Celery only wakes: what there is to do stands in the database. The beat is a pulse.

Without Redis the broker is a SQLite file that belongs to one run: its tables are emptied (the
file removed) before the worker starts, for nothing in it is needed and it only grows.
"""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab, schedule
from celery.signals import celeryd_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exchange_portal.settings")


def _broker_options(url: str) -> dict[str, Any]:
    """A broker that is gone or does not answer costs a request about a second, once."""
    quick = {"max_retries": 0, "interval_start": 0, "interval_step": 0, "interval_max": 0}
    if url.startswith("redis"):
        return quick | {"socket_connect_timeout": 1, "socket_timeout": 1.5}
    return quick


app = Celery("exchange_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.update(
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    task_publish_retry=False,  # a lost wake-up costs at most one beat
    broker_transport_options=_broker_options(os.environ.get("PORTAL_BROKER_URL", "")),
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,  # a worker waits for its broker as long as it takes
    worker_hijack_root_logger=False,
    timezone="Europe/Stockholm",
    beat_scheduler="celery.beat:Scheduler",  # nothing to remember, so no file that could be locked
    beat_schedule={
        "outbox: drain": {
            "task": "exchange_portal.outbox.tasks.drain",
            "schedule": schedule(15),
            "options": {"expires": 15},
        },
        "meetings: remind": {
            "task": "meetings.tasks.remind",
            "schedule": schedule(300),
            "options": {"expires": 300},
        },
        "selfassessment: remind": {
            "task": "selfassessment.tasks.remind",
            "schedule": schedule(300),
            "options": {"expires": 300},
        },
        "programmes: forget": {
            "task": "programmes.tasks.forget",
            "schedule": crontab(hour="4", minute="20"),
            "options": {"expires": 3600},
        },
        "preparation: remind": {
            "task": "preparation.tasks.remind",
            "schedule": schedule(300),
            "options": {"expires": 300},
        },
        "cohorts: tidy": {
            "task": "cohorts.tasks.tidy",
            "schedule": crontab(hour="4", minute="20"),
            "options": {"expires": 3600},
        },
        "files: sweep": {
            "task": "exchange_portal.files.tasks.sweep",
            "schedule": crontab(hour="4", minute="40"),
            "options": {"expires": 3600},
        },
    },
)


@celeryd_init.connect  # type: ignore[untyped-decorator]
def make_queue(**options: Any) -> None:
    """Without Redis, the worker and the beat that it starts would both make the queue in the
    same moment, and one of them would fail. Nothing stays open: the beat has files of its own."""
    if not app.conf.broker_url.startswith("sqla"):
        return
    with app.connection_for_write() as connection:
        channel = connection.default_channel
        app.amqp.queues[app.conf.task_default_queue](channel).declare()
        engine = channel.session.get_bind()
        channel.session.close()
        engine.dispose()
