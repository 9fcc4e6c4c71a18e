"""The settings: one reader of the environment, and plain words for what is wrong."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from omnireel.errors import SettingsError
from omnireel.settings import PREFIX, Settings, reference_rows


def test_nothing_set_is_good():
    settings = Settings.load({})
    assert settings.port == 8420
    assert settings.host == "127.0.0.1"
    assert settings.data_dir.name == "omnireel"


def test_kinds_of_values(tmp_path):
    settings = Settings.load(
        {
            "OMNIREEL_DATA_DIR": str(tmp_path),
            "OMNIREEL_PORT": "0",
            "OMNIREEL_LEASE_S": "2.5",
            "OMNIREEL_CALLBACK_RETRIES_S": "1, 2.5,",
            "OMNIREEL_CALLBACK_ALLOW_PRIVATE": "Yes",
            "OMNIREEL_PUBLIC_URL": "https://clips.example.com",
            "PATH": "/ignored",
        }
    )
    assert settings.data_dir == tmp_path
    assert settings.port == 0
    assert settings.lease_s == 2.5
    assert settings.callback_retries_s == (1.0, 2.5)
    assert settings.callback_allow_private is True
    assert settings.public_url == "https://clips.example.com"


def test_a_home_folder_is_found():
    assert Settings.load({"OMNIREEL_DATA_DIR": "~/clips"}).data_dir == Path.home() / "clips"


def test_overrides_win_unless_they_are_none():
    environ = {"OMNIREEL_PORT": "1000", "OMNIREEL_HOST": "0.0.0.0"}
    settings = Settings.load(environ, port=2000, host=None)
    assert (settings.port, settings.host) == (2000, "0.0.0.0")


def test_an_override_is_checked_too():
    with pytest.raises(SettingsError, match="OMNIREEL_PORT"):
        Settings.load({}, port=70_000)


@pytest.mark.parametrize(
    ("variable", "text", "words"),
    [
        ("OMNIREEL_PROT", "1", "OMNIREEL_PROT is not a setting"),
        ("OMNIREEL_PORT", "x", "OMNIREEL_PORT must be a whole number (got 'x')"),
        ("OMNIREEL_PORT", "", "OMNIREEL_PORT must be a whole number (got '')"),
        ("OMNIREEL_PORT", "-1", "OMNIREEL_PORT must be between 0 and 65535 (got -1)"),
        ("OMNIREEL_LEASE_S", "x", "OMNIREEL_LEASE_S must be a number (got 'x')"),
        ("OMNIREEL_LEASE_S", "0", "OMNIREEL_LEASE_S must be a number of at least 1 (got 0.0)"),
        ("OMNIREEL_CALLBACK_ALLOW_PRIVATE", "maybe", "must be true or false (got 'maybe')"),
        ("OMNIREEL_CALLBACK_RETRIES_S", "1;2", "must be numbers with commas (got '1;2')"),
        ("OMNIREEL_ON_UNKNOWN", "guess", "OMNIREEL_ON_UNKNOWN must be hold or failover"),
        ("OMNIREEL_LOG_FORMAT", "xml", "OMNIREEL_LOG_FORMAT must be text or json"),
        ("OMNIREEL_LOG_LEVEL", "loud", "OMNIREEL_LOG_LEVEL must be debug, info, warning or error"),
        ("OMNIREEL_FIRST_CREDITS", "-1", "OMNIREEL_FIRST_CREDITS must be a number of at least 0 (got -1)"),
        ("OMNIREEL_PUBLIC_URL", "clips.example.com", "OMNIREEL_PUBLIC_URL must start with http:// or https://"),
        ("OMNIREEL_API_KEY", "short", "OMNIREEL_API_KEY must have at least 16 characters"),
        ("OMNIREEL_API_KEY", "with spaces in it, long", "OMNIREEL_API_KEY must have at least 16 characters"),
        ("OMNIREEL_SECRET", "short", "OMNIREEL_SECRET must have at least 16 characters"),
        ("OMNIREEL_LEASE_S", "inf", "OMNIREEL_LEASE_S must be a number of at least 1"),
        ("OMNIREEL_ATTEMPT_S_MAX", "nan", "OMNIREEL_ATTEMPT_S_MAX must be a number of at least 1"),
        ("OMNIREEL_CALLBACK_RETRIES_S", "1,-2", "must be numbers that are not negative"),
        ("OMNIREEL_ROLE", "cook", "OMNIREEL_ROLE"),
        ("OMNIREEL_ROLE", "worker", "needs OMNIREEL_DATABASE_URL"),
        ("OMNIREEL_DATABASE_URL", "mysql://x", "OMNIREEL_DATABASE_URL must start with postgresql://"),
    ],
)
def test_what_is_wrong_is_said(variable, text, words):
    with pytest.raises(SettingsError) as caught:
        Settings.load({variable: text})
    assert words in caught.value.message
    assert variable in caught.value.message


@pytest.mark.parametrize("variable", ["OMNIREEL_DATABASE_URL", "OMNIREEL_API_KEY", "OMNIREEL_SECRET"])
def test_secrets_are_not_shown(variable):
    with pytest.raises(SettingsError) as caught:
        Settings.load({variable: "hunter2 !"})
    assert "hunter2" not in caught.value.message


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_database_lets_the_work_be_split(scheme):
    split = {"OMNIREEL_DATABASE_URL": f"{scheme}://h/db", "OMNIREEL_ROLE": "worker"}
    with pytest.raises(SettingsError, match="must agree on OMNIREEL_SECRET"):
        Settings.load(split)
    settings = Settings.load({**split, "OMNIREEL_SECRET": "the same for all of them"})
    assert settings.role == "worker"


def test_the_long_schedule_of_callbacks_lasts_more_than_27_hours():
    schedule = Settings.load({"OMNIREEL_CALLBACK_RETRIES_S": "long"}).callback_retries_s
    assert sum(schedule) > 27 * 3600
    assert list(schedule) == sorted(schedule)


def test_settings_do_not_change():
    with pytest.raises(FrozenInstanceError):
        Settings.load({}).port = 1


def test_every_setting_is_in_the_reference():
    rows = reference_rows()
    assert [variable for variable, _, _ in rows] == [PREFIX + item.name.upper() for item in fields(Settings)]
    assert all(meaning.endswith(".") for _, _, meaning in rows)
    assert {variable: default for variable, default, _ in rows}["OMNIREEL_CALLBACK_RETRIES_S"] == "`1,2,4`"
    assert str(Path.home()) not in str(rows)
