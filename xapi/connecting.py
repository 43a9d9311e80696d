"""Open a connection to a web server: TLS that verifies, and the network's proxy."""

import http.client
import ssl
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
Connection = http.client.HTTPConnection


def connection(url: str, seconds: float) -> Connection:
    """Open a connection, over the proxy of the environment if it names one.

    Certificates are verified against the system's, or those of SSL_CERT_FILE.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    proxy = _proxy(url)
    if parts.scheme == "http":
        there = urlsplit(proxy) if proxy else parts
        return Connection(there.hostname or "", there.port, timeout=seconds)
    context = ssl.create_default_context()
    if proxy is None:
        return http.client.HTTPSConnection(
            host, parts.port, timeout=seconds, context=context
        )
    there = urlsplit(proxy)
    tunnel = http.client.HTTPSConnection(
        there.hostname or "", there.port, timeout=seconds, context=context
    )
    tunnel.set_tunnel(host, parts.port or 443)
    return tunnel


def _proxy(url: str) -> str | None:
    parts = urlsplit(url)
    if parts.hostname in LOOPBACK or proxy_bypass(parts.netloc):
        return None
    return getproxies().get(parts.scheme)


def proxied(url: str) -> bool:
    """Say whether the request line must hold the whole address (RFC 9112, 3.2.2)."""
    return url.startswith("http:") and _proxy(url) is not None
