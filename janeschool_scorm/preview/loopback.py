"""Which hosts and pages are of this machine alone."""

import ipaddress
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Is it this machine: 127.0.0.0/8, ::1 or localhost?"""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def loopback_address(host: str) -> str:
    """The address to listen on. Raises `ValueError` for any that others can reach."""
    if host == "localhost":
        return "127.0.0.1"
    if host.endswith(".localhost") or not is_loopback(host):
        raise ValueError(f"{host!r} is not a loopback address: others could reach it")
    return host


def loopback_origin(origin: str) -> str:
    """The Origin of a page on this machine, whatever its port; else nothing."""
    try:
        host = urlsplit(origin).hostname or ""
    except ValueError:
        return ""
    return origin if is_loopback(host) else ""
