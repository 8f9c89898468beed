"""A project's settings, read from its conf.py without a build."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.tags import Tags

from sphinxext_profiles.project.config import (
    ProfilesConfig,
    project_language,
    settings,
    wrong_settings,
)
from sphinxext_profiles.syntax import PREFIX, SETTINGS

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from pathlib import Path


class SettingsError(Exception):
    """The settings can't be read; the message says why."""


class Project(NamedTuple):
    """A project, as far as its conf.py says what it is; by default none."""

    config: ProfilesConfig
    folder: Path | None = None
    """The source folder, if it is known."""
    lang: str = ""


def add_argument(parser: ArgumentParser) -> None:
    """Add the option for the folder with a project's conf.py."""
    parser.add_argument(
        "--conf",
        metavar="DIR",
        help="use the profiles_* and myst_* settings of the conf.py in this folder",
    )


def read_project(folder: Path | None) -> Project:
    """Return the project of the conf.py in a folder, or the defaults without a folder.

    This runs the conf.py, as a build does. Raises `SettingsError` if there is no conf.py, if it
    fails, or if a value can't be used.
    """
    if folder is None:
        return Project(ProfilesConfig())
    try:
        config = Config.read(folder.resolve(), overrides={}, tags=Tags())
    except ConfigError as error:
        raise SettingsError(f"{folder / 'conf.py'}: {str(error).strip()}") from error
    for setting in settings():
        config.add(setting.name, setting.default, setting.rebuild, ())
    for name in ("url_schemes", *SETTINGS):
        config.add(PREFIX + name, None, "env", ())
    for problem in wrong_settings(config):
        raise SettingsError(f"{folder / 'conf.py'}: {problem.message}")
    return Project(ProfilesConfig.from_sphinx(config), folder, project_language(config))
