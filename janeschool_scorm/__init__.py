"""Compile course folders to packages for learning management systems."""

__version__ = "0.1.0"
