"""The standard library's zstd (Python 3.14), or what stands in for it before."""

import sys

if sys.version_info >= (3, 14):
    from compression.zstd import CompressionParameter, ZstdError, ZstdFile
else:
    from backports.zstd import CompressionParameter, ZstdError, ZstdFile

__all__ = ["CompressionParameter", "ZstdError", "ZstdFile"]
