"""The calls that omnireel adds to the contract: campaigns, keys, usage, providers."""

from __future__ import annotations

from omnireel.api import examples
from omnireel.api.causes import (
    INVALID_CAMPAIGN,
    INVALID_CAMPAIGN_CHANGE,
    INVALID_DAYS,
    INVALID_KEY,
    INVALID_KEY_LIMIT,
    INVALID_PAGE,
    INVALID_RETRY,
    NOT_DELETABLE,
    OWN_KEY,
)
from omnireel.api.operation import Operation, Reply
from omnireel.errors import (
    CampaignNotFoundError,
    IdempotencyConflictError,
    InvalidRequestError,
    InvalidTaskIdError,
    KeyNotFoundError,
    LinkExpiredError,
    LinkForgedError,
    RateLimitError,
    RequestTooLargeError,
    RoleDeniedError,
    TaskNotFoundError,
)
from omnireel.wire import own_schemas as schemas

_CAMPAIGN = Reply(
    description="The campaign and how far it is.",
    types=(schemas.CampaignAnswer,),
    examples={"running": examples.CAMPAIGN},
)
_ENDED = InvalidRequestError("The campaign is completed and can no longer be paused", param="campaign_id")


def _move(id: str, method: str, path: str, summary: str, description: str) -> Operation:
    return Operation(
        id=id,
        method=method,
        path=path,
        tag="Campaigns",
        summary=summary,
        description=description,
        parameters=("campaign_id",),
        replies={200: _CAMPAIGN},
        errors=(CampaignNotFoundError, _ENDED),
    )


_CANCEL = (
    "Starts nothing more, and cancels every task of it that has not ended; their credits are released. What is"
    " completed stays. This is final; `pause` is not."
)

_CSV = "The same in every language, for programs (RFC 4180): commas between cells, a point before decimals."

OWN_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        id="deleteTask",
        method="post",
        path="/v1/tasks/{task_id}/delete",
        tag="Tasks",
        summary="Delete a finished task",
        description=(
            "Takes the task out of every list and deletes its clip; links to it are a 410 from now on. Its"
            " statement stays, since the books need it. A task that runs is cancelled first (`DELETE"
            " /v1/tasks/{task_id}` cancels, as the contract has it)."
        ),
        parameters=("task_id",),
        replies={
            200: Reply(
                description="It is deleted.",
                types=(schemas.TaskDeletedAnswer,),
                examples={"one": examples.TASK_DELETED},
            )
        },
        errors=(InvalidTaskIdError, TaskNotFoundError, NOT_DELETABLE),
    ),
    Operation(
        id="createCampaign",
        method="post",
        path="/v1/campaigns",
        tag="Campaigns",
        summary="Start a campaign",
        description=(
            "Takes on a template and a table, and makes a task of each row, `at_a_time` at once, so that other"
            " tasks are served in between. The template is the body of a creation; `{column}` in its texts stands"
            " for the row's cell. A column that is a field of the body (`duration`, `aspect_ratio`, ...) and that"
            " no text names sets that field where it is filled; other columns are kept for the results.\n\n"
            "Credits are reserved row by row. With a budget, no row is started that could pass it: the campaign"
            " pauses instead, and goes on when the budget is raised and it is resumed. A restart of the server"
            " goes on where it stopped; no row is started twice.\n\n"
            "With `?dry_run=true` nothing is started: the answer has the count, the total cost, what each column"
            " is for, what is wrong with which row, and a page of the prompts as they will be."
        ),
        parameters=("dry_run", "preview_page", "preview_page_size", "idempotency_key"),
        body=(schemas.CampaignRequest,),
        body_examples=examples.CAMPAIGN_BODIES,
        replies={
            200: Reply(
                description="The campaign runs; with `dry_run`, what it would cost.",
                types=(schemas.CampaignAnswer, schemas.CampaignQuoteAnswer),
                examples={"started": examples.CAMPAIGN, "quote": examples.CAMPAIGN_QUOTE},
                headers=("Idempotency-Replayed",),
            )
        },
        errors=(INVALID_CAMPAIGN, IdempotencyConflictError, RequestTooLargeError, RateLimitError),
    ),
    Operation(
        id="listCampaigns",
        method="get",
        path="/v1/campaigns",
        tag="Campaigns",
        summary="List campaigns",
        description="A page of the account's campaigns, newest first.",
        parameters=("page", "page_size"),
        replies={
            200: Reply(
                description="One page.", types=(schemas.CampaignsAnswer,), examples={"page": examples.CAMPAIGNS}
            )
        },
        errors=(INVALID_PAGE,),
    ),
    Operation(
        id="getCampaign",
        method="get",
        path="/v1/campaigns/{campaign_id}",
        tag="Campaigns",
        summary="Read a campaign",
        description=(
            "How many rows are in which state, what was charged, is held and is still to start, and signed links"
            " to all clips as a ZIP and to the results as CSV. Both can be had at any time."
        ),
        parameters=("campaign_id",),
        replies={200: _CAMPAIGN},
        errors=(CampaignNotFoundError,),
    ),
    Operation(
        id="changeCampaign",
        method="patch",
        path="/v1/campaigns/{campaign_id}",
        tag="Campaigns",
        summary="Change a campaign",
        description=(
            "Its name, its budget, or how many rows run at a time. A campaign that paused for its budget is then"
            " to be resumed."
        ),
        parameters=("campaign_id",),
        body=(schemas.CampaignChangeRequest,),
        body_examples={"budget": {"budget_credits": 200}},
        replies={200: _CAMPAIGN},
        errors=(CampaignNotFoundError, INVALID_CAMPAIGN_CHANGE, RequestTooLargeError),
    ),
    Operation(
        id="listCampaignRows",
        method="get",
        path="/v1/campaigns/{campaign_id}/rows",
        tag="Campaigns",
        summary="List the rows of a campaign",
        description="A page of its rows in the order of the table, each with its last task.",
        parameters=("campaign_id", "row_status", "find", "page", "page_size"),
        replies={
            200: Reply(
                description="One page.", types=(schemas.RowsAnswer,), examples={"page": examples.CAMPAIGN_ROWS}
            )
        },
        errors=(CampaignNotFoundError, INVALID_PAGE),
    ),
    _move(
        "pauseCampaign",
        "post",
        "/v1/campaigns/{campaign_id}/pause",
        "Pause a campaign",
        "Starts nothing more until it is resumed; tasks that run go on.",
    ),
    _move(
        "resumeCampaign",
        "post",
        "/v1/campaigns/{campaign_id}/resume",
        "Resume a campaign",
        "Goes on with a campaign that was paused: by its customer (`customer`), at its budget (`budget`), for want"
        " of credits (`credits`), at the limit of its key (`key_limit`), or because that was revoked (`key`: it"
        " pauses again at once).",
    ),
    Operation(
        id="retryCampaignRows",
        method="post",
        path="/v1/campaigns/{campaign_id}/retry",
        tag="Campaigns",
        summary="Try rows again",
        description=(
            "All rows that failed, or those of `rows` that failed or were cancelled, wait again, and the campaign"
            " runs. Each gets a new task; what failed before cost nothing."
        ),
        parameters=("campaign_id",),
        body=(schemas.RetryRequest,),
        body_examples={"all": {}, "some": {"rows": [3]}},
        replies={200: _CAMPAIGN},
        errors=(CampaignNotFoundError, INVALID_RETRY, RequestTooLargeError),
    ),
    _move("cancelCampaign", "post", "/v1/campaigns/{campaign_id}/cancel", "Cancel a campaign", _CANCEL),
    _move("deleteCampaign", "delete", "/v1/campaigns/{campaign_id}", "Cancel a campaign (alias)", _CANCEL),
    *(
        Operation(
            id=id,
            method="get",
            path=f"/results/campaigns/{{campaign_id}}.{kind}",
            tag="Results",
            summary=summary,
            description=f"{description} The link is in `downloads` of the campaign; no key is needed.",
            parameters=("campaign_id", "expires", "signature"),
            replies={200: Reply(description="The file.", media=media, schema={"type": "string"})},
            errors=(LinkForgedError, CampaignNotFoundError, LinkExpiredError),
            open=True,
        )
        for id, kind, media, summary, description in (
            (
                "getCampaignArchive",
                "zip",
                "application/zip",
                "Download all clips of a campaign",
                "Every clip that is there by now, named after its row, and `results.csv`.",
            ),
            (
                "getCampaignResults",
                "csv",
                "text/csv",
                "Download the results of a campaign",
                f"The table again, with status, clip, link, credits, provider and error of each row. {_CSV}",
            ),
        )
    ),
    Operation(
        id="getUsage",
        method="get",
        path="/v1/usage",
        tag="Account",
        summary="What was made and charged",
        description="Clips, seconds and credits per day (UTC, by when the task ended) and model.",
        parameters=("days",),
        replies={
            200: Reply(description="The usage.", types=(schemas.UsageAnswer,), examples={"days": examples.USAGE})
        },
        errors=(INVALID_DAYS,),
    ),
    Operation(
        id="getLedger",
        method="get",
        path="/v1/ledger.csv",
        tag="Account",
        summary="Download the ledger",
        description=(
            "Every movement of the account's credits in the last days as CSV, oldest first: grants, reservations,"
            " charges and releases, with the balance after each, the task, its model and the key."
            f" {_CSV}"
        ),
        parameters=("days",),
        replies={200: Reply(description="The file.", media="text/csv", schema={"type": "string"})},
        errors=(INVALID_DAYS,),
    ),
    Operation(
        id="listKeys",
        method="get",
        path="/v1/keys",
        tag="Account",
        summary="List the account's keys",
        description="For keys of the role `manage` or `operate`. Keys themselves are not kept, only how they end.",
        replies={
            200: Reply(description="The keys.", types=(schemas.KeysAnswer,), examples={"one": examples.KEYS})
        },
        errors=(RoleDeniedError,),
    ),
    Operation(
        id="createKey",
        method="post",
        path="/v1/keys",
        tag="Account",
        summary="Make a key",
        description=(
            "A key of this account, with a limit and for some models where those are given. The answer is the only"
            " place that the key is shown in."
        ),
        body=(schemas.NewKeyRequest,),
        body_examples={"limited": {"name": "Render farm", "limit_credits": 500}},
        replies={
            200: Reply(description="The key.", types=(schemas.NewKeyAnswer,), examples={"one": examples.NEW_KEY})
        },
        errors=(RoleDeniedError, INVALID_KEY, RequestTooLargeError),
    ),
    Operation(
        id="changeKey",
        method="patch",
        path="/v1/keys/{key_id}",
        tag="Account",
        summary="Change a key",
        description="Its name or its limit.",
        parameters=("key_id",),
        body=(schemas.KeyChangeRequest,),
        body_examples={"limit": {"limit_credits": 1000}},
        replies={200: Reply(description="The key.", types=(schemas.KeyAnswer,), examples={"one": examples.KEY})},
        errors=(RoleDeniedError, KeyNotFoundError, INVALID_KEY_LIMIT, RequestTooLargeError),
    ),
    Operation(
        id="revokeKey",
        method="delete",
        path="/v1/keys/{key_id}",
        tag="Account",
        summary="Revoke a key",
        description="Closes it for good, with the sessions of browsers that signed in with it. Its tasks go on.",
        parameters=("key_id",),
        replies={
            200: Reply(description="The key.", types=(schemas.KeyAnswer,), examples={"one": examples.REVOKED_KEY})
        },
        errors=(RoleDeniedError, KeyNotFoundError, OWN_KEY),
    ),
    Operation(
        id="listProviders",
        method="get",
        path="/v1/providers",
        tag="Providers",
        summary="How the providers are",
        description=(
            "For keys of the role `operate`: whether each can take work, its attempts of the last 24 hours, what a"
            " completed one took, and what a second costs there."
        ),
        replies={
            200: Reply(
                description="The providers.",
                types=(schemas.ProvidersAnswer,),
                examples={"one": examples.PROVIDERS},
            )
        },
        errors=(RoleDeniedError,),
    ),
)
