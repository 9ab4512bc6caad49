"""Why a confined reader gave nothing. What a viewer reads about it is made by whoever asked for the reading."""

from __future__ import annotations


class SandboxError(Exception):
    """The confined reader did not come to its end."""


class UnreadableError(SandboxError):
    """The reader said that the file is not what it should be; the message is for the log."""


class MemorySpentError(SandboxError):
    """The reader needed more memory than it may have."""


class TimeSpentError(SandboxError):
    """The reader worked longer than it may."""


class CrashedError(SandboxError):
    """The reader ended without a word: a library in it crashed, or it was stopped from outside."""


class UnopenedError(SandboxError):
    """The process could not be started, or its drivers are not the ones agreed on; the file is not to blame."""
