"""What is counted, for Prometheus. The waiting and running tasks are asked of the store at each scrape."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram, disable_created_metrics

from omnireel.core.task import Task, TaskState

disable_created_metrics()  # type: ignore[no-untyped-call] # a second series for every counter, which nobody asked for

TASKS = Counter("omnireel_tasks_total", "Tasks that reached a final state here", ["model", "state", "provider"])
ATTEMPTS = Counter("omnireel_attempts_total", "Attempts that ended here", ["provider", "state"])
UNITS = Counter("omnireel_charged_credits_total", "Credits charged here", ["model"])
TASK_SECONDS = Histogram(
    "omnireel_task_seconds",
    "Seconds from a task's creation to its clip",
    ["model", "provider"],
    buckets=(1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800),
)
STATES = Gauge("omnireel_tasks_open", "Tasks in the database that are not finished", ["state"])
DELIVERIES = Counter("omnireel_callback_tries_total", "Tries to deliver a callback", ["outcome"])
REQUESTS = Counter("omnireel_http_requests_total", "Answered HTTP requests", ["route", "method", "status"])
REQUEST_SECONDS = Histogram(
    "omnireel_http_request_seconds",
    "Seconds until an HTTP request was answered",
    ["route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5),
)


def finished(task: Task, *, provider: str) -> None:
    """Count a task that a worker brought to its end."""
    TASKS.labels(task.model, task.state.value, provider).inc()
    if task.state is TaskState.COMPLETED and task.finished_ms is not None:
        ATTEMPTS.labels(provider, "succeeded").inc()
        UNITS.labels(task.model).inc(task.charged_units / 10_000)
        TASK_SECONDS.labels(task.model, provider).observe((task.finished_ms - task.created_ms) / 1000)
