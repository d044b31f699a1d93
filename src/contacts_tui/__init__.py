"""The contacts of customer accounts, in a terminal."""

__version__ = "0.1.0"
