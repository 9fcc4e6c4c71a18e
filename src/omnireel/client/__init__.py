"""The SDK: `Client` and `AsyncClient`, typed values, typed errors.

>>> from omnireel.client import Client
>>> client = Client.local()  # or Client("http://127.0.0.1:8420", "sk-...")
>>> task = client.create("A paper boat drifts down a rain gutter", duration=5, sound=True)
>>> task.wait(on_progress=lambda view: print(view.progress))
>>> task.download("clip.mp4")
"""

from omnireel.client.awaiting import AsyncClient, AsyncTaskHandle
from omnireel.client.blocking import Client, TaskHandle
from omnireel.client.calls import DeliveryPage, ElementPage, TaskPage, VideoFields
from omnireel.client.local import NoLocalServerError
from omnireel.client.sending import Timing
from omnireel.client.watching import TaskEvent
from omnireel.wire.views import (
    CreditsView,
    DeliveryView,
    ElementView,
    FileView,
    QuoteView,
    StatementView,
    TaskView,
    TryView,
)

__all__ = [
    "AsyncClient",
    "AsyncTaskHandle",
    "Client",
    "CreditsView",
    "DeliveryPage",
    "DeliveryView",
    "ElementPage",
    "ElementView",
    "FileView",
    "NoLocalServerError",
    "QuoteView",
    "StatementView",
    "TaskEvent",
    "TaskHandle",
    "TaskPage",
    "TaskView",
    "Timing",
    "TryView",
    "VideoFields",
]
