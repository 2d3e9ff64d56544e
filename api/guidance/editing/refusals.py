"""Why a command did nothing."""


class Refused(Exception):
    """What an editor asked for cannot be done; the message says why and what to do, and nothing was written."""
