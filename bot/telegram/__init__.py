"""The Telegram channel."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "1")  # waiting times of the Bot API as timedelta, as python-telegram-bot advises
