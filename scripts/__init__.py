"""Tools for those who work on archiver; run them as ``python -m scripts.<name>``."""
