"""The record endpoint: an LRS, and the LMS's part of cmi5, in memory, for this machine."""

from janeschool_scorm.preview.records.running import (
    Exchange,
    Launched,
    Records,
    Settings,
    held,
    serve,
)

__all__ = ["Exchange", "Launched", "Records", "Settings", "held", "serve"]
