"""What each port's pages may load and do: the headers of every answer."""

_EVERYWHERE = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "x-dns-prefetch-control": "off",
    "permissions-policy": (
        "camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), "
        "midi=(), payment=(), clipboard-read=(), display-capture=()"
    ),
}

_SANDBOX = (
    "allow-scripts allow-same-origin allow-forms allow-modals allow-pointer-lock "
    "allow-presentation allow-orientation-lock"
)


def sandbox(*, windows: bool) -> str:
    """What the LMS frame may do: run, know its own origin, use forms and dialogs.

    It cannot leave its place (no top navigation), and saves no file. `windows`: may it
    open some of its own? They are in the same sandbox, and may go anywhere.
    """
    return f"{_SANDBOX} allow-popups" if windows else _SANDBOX


def controls_headers(content: str) -> dict[str, str]:
    """For the page with the log: its own files alone; one frame, of the content port."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"connect-src 'self'; frame-src {content}; frame-ancestors 'none'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    return {
        **_EVERYWHERE,
        "content-security-policy": policy,
        "cross-origin-opener-policy": "same-origin",
    }


def content_headers(controls: str, report: str, sandbox: str) -> dict[str, str]:
    """For a package: it loads nothing but itself, and only the controls frame it.

    Inline script, `eval` and data are what courses are made of, so they stay. The
    policy holds for workers and windows too; `sandbox` for windows that it opens.
    """
    own = "'self' data: blob:"
    policy = (
        f"default-src {own} 'unsafe-inline' 'unsafe-eval'; "
        f"connect-src {own}; img-src {own}; media-src {own}; font-src {own}; "
        f"frame-src {own}; worker-src 'self' blob:; object-src 'self'; "
        "form-action 'self'; base-uri 'self'; manifest-src 'self'; "
        f"frame-ancestors 'self' {controls}; sandbox {sandbox}; report-uri {report}"
    )
    return {**_EVERYWHERE, "content-security-policy": policy}
