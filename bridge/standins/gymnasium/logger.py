"""Warnings."""

import warnings


def warn(message, *arguments):
    warnings.warn(message % arguments if arguments else message, UserWarning, stacklevel=3)
