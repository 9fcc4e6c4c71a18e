"""The SDK: `Client` and `AsyncClient`, typed values, typed errors.

>>> from omnireel.client import Client
>>> client = Client.local()  # or Client("http://127.0.0.1:8420", "sk-...")
>>> task = client.videos.create("A paper boat drifts down a rain gutter", duration=5, sound=True)
>>> task.wait(on_progress=lambda view: print(view.progress))
>>> task.download("clip.mp4")
"""

from omnireel.client.awaiting import AsyncClient, AsyncTaskHandle
from omnireel.client.blocking import Client, TaskHandle
from omnireel.client.calls import CampaignFields, Page, VideoFields
from omnireel.client.local import NoLocalServerError
from omnireel.client.sending import Timing
from omnireel.client.watching import TaskEvent
from omnireel.client.webhooks import WebhookError, verify_webhook
from omnireel.wire.campaign_views import CampaignQuoteView, CampaignView, RowView, UsageView
from omnireel.wire.views import (
    CreditsView,
    DeliveryView,
    ElementView,
    FileQuotaView,
    FileView,
    QuoteView,
    StatementView,
    TaskView,
    TryView,
)

__all__ = [
    "AsyncClient",
    "AsyncTaskHandle",
    "CampaignFields",
    "CampaignQuoteView",
    "CampaignView",
    "Client",
    "CreditsView",
    "DeliveryView",
    "ElementView",
    "FileQuotaView",
    "FileView",
    "NoLocalServerError",
    "Page",
    "QuoteView",
    "RowView",
    "StatementView",
    "TaskEvent",
    "TaskHandle",
    "TaskView",
    "Timing",
    "TryView",
    "UsageView",
    "VideoFields",
    "WebhookError",
    "verify_webhook",
]
