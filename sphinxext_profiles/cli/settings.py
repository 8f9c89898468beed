"""The settings of a project, read from its conf.py without a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.tags import Tags

from sphinxext_profiles.project.config import ProfilesConfig, settings, wrong_settings

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from pathlib import Path


class SettingsError(Exception):
    """A project's settings can't be read; the message says why."""


def add_argument(parser: ArgumentParser) -> None:
    """Let a command take the folder of a project's conf.py."""
    parser.add_argument(
        "--conf", metavar="DIR", help="use the profiles_* settings of the conf.py in this folder"
    )


def read_settings(folder: Path | None) -> ProfilesConfig:
    """Return the settings of the conf.py in a folder, the defaults without a folder.

    It runs the conf.py, as a build does. Raises `SettingsError` where there is none, where it
    fails, or where a value can't be used.
    """
    if folder is None:
        return ProfilesConfig()
    try:
        config = Config.read(folder.resolve(), overrides={}, tags=Tags())
    except ConfigError as error:
        raise SettingsError(f"{folder / 'conf.py'}: {str(error).strip()}") from error
    for setting in settings():
        config.add(setting.name, setting.default, setting.rebuild, ())
    for problem in wrong_settings(config):
        raise SettingsError(f"{folder / 'conf.py'}: {problem.message}")
    return ProfilesConfig.from_sphinx(config)
