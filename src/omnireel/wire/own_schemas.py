"""The answers and bodies of omnireel's own calls (campaigns, keys, usage, providers) as Pydantic types; see
`schemas` for what they are for."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from omnireel.core.campaign import AT_A_TIME, AT_A_TIME_MAX, ROWS_MAX
from omnireel.wire.account import NAME_CHARS_MAX as KEY_NAME_CHARS_MAX
from omnireel.wire.campaigns import NAME_CHARS_MAX
from omnireel.wire.schemas import (
    Absent,
    Answer,
    AnswerId,
    Cost,
    NotNegative,
    Number,
    TaskAnswer,
    Timestamp,
    without_null_defaults,
)

Status: TypeAlias = Literal["running", "paused", "completed", "cancelled"]
Role: TypeAlias = Literal["use", "manage", "operate"]
Cell: TypeAlias = str | int | float | bool | list[str] | None
Credits: TypeAlias = Annotated[float, Field(ge=0, description="Credits, with at most four decimals.")]


class Body(BaseModel):
    """Base of the bodies: no other fields than these are taken."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=without_null_defaults)


# --- campaigns -----------------------------------------------------------------------------------


class CampaignRequest(Body):
    """A campaign: a template and a table."""

    name: str = Field("Campaign", max_length=NAME_CHARS_MAX, description="What people call it.")
    template: dict[str, Any] = Field(
        description="The body of a creation. `{column}` in its texts stands for the cell of that column; braces"
        " that stand for themselves are written twice."
    )
    rows: list[dict[str, Cell]] | Absent = Field(
        None,
        min_length=1,
        max_length=ROWS_MAX,
        description="The table, an object of columns for each row. A column that no text names but that is a field"
        " of the body sets that field; any other is kept for the results.",
    )
    csv: str | Absent = Field(
        None, description="The table as text instead: names in the first line; commas, semicolons or tabs."
    )
    budget_credits: Credits | Absent = Field(
        None, description="What the campaign may cost at most. It pauses before a row that would pass this."
    )
    at_a_time: int = Field(AT_A_TIME, ge=1, le=AT_A_TIME_MAX, description="How many of its tasks run at once.")
    skip_invalid: bool = Field(
        False, description="Leave out rows that cannot be started, instead of refusing the campaign."
    )


class CampaignChangeRequest(Body):
    """What is to be changed of a campaign; what is absent stays."""

    name: str | Absent = Field(None, max_length=NAME_CHARS_MAX)
    budget_credits: Credits | None = Field(None, description="`null`: no budget.")
    at_a_time: int | Absent = Field(None, ge=1, le=AT_A_TIME_MAX)


class RetryRequest(Body):
    """Which rows are to be tried again; without them, all that failed."""

    rows: list[Annotated[int, Field(ge=1)]] | Absent = Field(
        None, min_length=1, description="Numbers of rows that failed or were cancelled."
    )


class QuotedRows(Answer):
    """How many rows there are, and how many of them can be started."""

    total: NotNegative
    ready: NotNegative
    to_fix: NotNegative


class QuotedColumn(Answer):
    """One column of the table, and what it is for."""

    name: str
    use: Literal["variable", "field", "kept"]
    filled: NotNegative


class RowProblem(Answer):
    """What is wrong with a row."""

    row: int = Field(ge=1)
    param: str
    message: str


class RowPreview(Answer):
    """What a row asks for."""

    row: int = Field(ge=1)
    prompt: str
    valid: bool
    credits: Number | Absent = None
    rule: str | Absent = None


class CampaignQuoteAnswer(Answer):
    """What a campaign would ask for and cost; nothing was started."""

    object: Literal["video.campaign.quote"]
    valid: bool
    rows: QuotedRows
    columns: list[QuotedColumn]
    cost: Cost
    budget_credits: Number | None
    within_budget: bool
    available_credits: Number
    affordable: bool
    warnings: list[str] = Field(description="What is allowed and probably not meant, and fields that are ignored.")
    prompt_chars_longest: NotNegative
    problems: list[RowProblem] = Field(description="The first hundred.")
    preview: list[RowPreview] = Field(description="One page of the rows, by `page` and `page_size`.")


class RowCounts(Answer):
    """How many rows are in which state."""

    total: NotNegative
    waiting: NotNegative
    pending: NotNegative
    processing: NotNegative
    completed: NotNegative
    failed: NotNegative
    cancelled: NotNegative
    skipped: NotNegative = Field(description="Left out, as `skip_invalid` wanted.")


class CampaignCost(Answer):
    """What a campaign costs: in all, so far, under way, and still to be started."""

    quoted: Cost
    charged: Cost
    held: Cost
    to_start: Cost


class CampaignDownloads(Answer):
    """Signed links; good for 24 hours."""

    zip: str
    csv: str


class CampaignAnswer(Answer):
    """A campaign and how far it is."""

    object: Literal["video.campaign"]
    id: AnswerId
    name: str
    status: Status
    paused_because: Literal["customer", "budget", "credits", "key_limit", "key"] | Absent = None
    created_at: Timestamp
    ended_at: Timestamp | Absent = None
    template: dict[str, Any]
    columns: list[str]
    at_a_time: int = Field(ge=1)
    rows: RowCounts
    progress: int = Field(ge=0, le=100, description="Percent of the rows that have ended.")
    cost: CampaignCost
    budget_credits: Number | None
    to_spare_credits: Number | Absent = Field(
        None, description="What the budget leaves when all rows are made; negative when it does not last."
    )
    downloads: CampaignDownloads
    warnings: list[str] | Absent = Field(None, description="When it is started: as in the quote.")


class CampaignsAnswer(Answer):
    """One page of campaigns, newest first."""

    data: list[CampaignAnswer]
    total: NotNegative
    page: int = Field(ge=1)
    page_size: int = Field(ge=1, le=50)


class RowError(Answer):
    """Why no task was made of a row."""

    code: str
    message: str


class RowAnswer(Answer):
    """A row and what became of it."""

    row: int = Field(ge=1)
    cells: dict[str, Cell]
    status: Literal["waiting", "pending", "processing", "completed", "failed", "cancelled", "skipped"]
    tries: NotNegative
    quoted_credits: Number
    task: TaskAnswer | Absent = Field(None, description="Its last task.")
    provider: str | Absent = None
    error: RowError | Absent = Field(None, description="Why no task was made of it.")


class RowsAnswer(Answer):
    """One page of a campaign's rows, in the order of the table."""

    data: list[RowAnswer]
    total: NotNegative
    page: int = Field(ge=1)
    page_size: int = Field(ge=1, le=50)


# --- the account ---------------------------------------------------------------------------------


class TaskDeletedAnswer(Answer):
    """The task is out of every list and its clip is deleted."""

    object: Literal["video.generation.task.deleted"]
    id: AnswerId
    deleted: Literal[True]


class NewKeyRequest(Body):
    """A key that is asked for."""

    name: str = Field("", max_length=KEY_NAME_CHARS_MAX, description="What it is for.")
    limit_credits: Credits | Absent = Field(None, description="What it may spend in all; absent: no limit.")
    models: list[str] | Absent = Field(None, min_length=1, description="The models it may use; absent: all.")
    role: Literal["use", "manage"] = Field("use", description="`manage`: it may see to the account's keys too.")


class KeyChangeRequest(Body):
    """What is to be changed of a key; what is absent stays."""

    name: str | Absent = Field(None, max_length=KEY_NAME_CHARS_MAX)
    limit_credits: Credits | None = Field(None, description="`null`: no limit.")


class KeyAnswer(Answer):
    """A key as people tell it apart."""

    object: Literal["key"]
    id: str
    name: str
    hint: str = Field(description="How it begins and ends.")
    role: Role
    current: bool = Field(description="Whether it is the one that asks.")
    created_at: Timestamp
    revoked_at: Timestamp | Absent = None
    last_task_at: Timestamp | Absent = Field(None, description="When it last started a task.")
    limit_credits: Number | None
    used_credits: Number
    held_credits: Number
    models: list[str] | None = Field(description="The models it may use; `null`: all.")


class NewKeyAnswer(KeyAnswer):
    """A key that was just made."""

    key: str = Field(description="The key itself. It is shown only here: the server keeps its hash.")


class KeysAnswer(Answer):
    """The keys of an account, oldest first."""

    object: Literal["list"]
    data: list[KeyAnswer]


class UsageTotal(Answer):
    """Sums over all days."""

    clips: NotNegative
    seconds: NotNegative
    credits: Number
    usd: Number


class ModelUsage(Answer):
    """What one model made; each list has one entry a day, in the order of `dates`."""

    model: str
    title: str
    clips: list[NotNegative]
    seconds: list[NotNegative]
    credits: list[Number]
    usd: list[Number]
    total: UsageTotal


class UsageAnswer(Answer):
    """What was made and charged, per day (UTC, when the task ended) and model."""

    object: Literal["usage"]
    dates: list[Annotated[str, Field(json_schema_extra={"format": "date"})]]
    models: list[ModelUsage]
    total: UsageTotal
    released_credits: Number = Field(description="What was reserved and given back.")


class ProviderRate(Answer):
    """What a second costs the operator there."""

    quality: str
    sound: Literal["on", "off"]
    credits_per_second: Number


class ProviderAttempts(Answer):
    """What became of the attempts of the last 24 hours; the lists have one entry an hour, oldest first."""

    completed: NotNegative
    failed: NotNegative
    completed_by_hour: list[NotNegative]
    failed_by_hour: list[NotNegative]


class ProviderAnswer(Answer):
    """A provider and how it is."""

    object: Literal["provider"]
    name: str
    status: Literal["healthy", "resting"]
    reason: str | Absent = Field(None, description="Why it is left alone for now.")
    local: bool = Field(description="Whether it is a process of this server.")
    running: NotNegative
    tasks_max: NotNegative
    models: list[str]
    rates: list[ProviderRate]
    attempts: ProviderAttempts
    median_seconds: Number | Absent = Field(None, description="What a completed attempt took.")


class ProvidersAnswer(Answer):
    """The server's providers, in the order of its settings."""

    object: Literal["list"]
    data: list[ProviderAnswer]
