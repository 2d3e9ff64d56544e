"""The whole service as operators run it: `jardam run` in a process of its own, with a Bot API on loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.botapi.server import BotApiServer

JARDAM = Path(sys.executable).with_name("jardam")
START_SECONDS = 90
STOP_SECONDS = 60


class ServiceProcess:
    """Its data outlive the process: after `stop` or `kill`, `start` goes on with what was kept."""

    def __init__(self, data: Path, telegram: BotApiServer) -> None:
        self.telegram = telegram
        self.data = data
        self._log = data.with_name(f"{data.name}.log")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        return self._log.read_text()

    def start(self) -> None:
        """Returns when the bot reads updates, or at once if it runs."""
        if self._process and self._process.poll() is None:
            return
        polls = len(self.telegram.calls_of("getUpdates"))
        with self._log.open("ab") as log:
            self._process = subprocess.Popen([JARDAM, "run"], env=self._environment(), cwd=self.data.parent, stderr=log)
        end = time.monotonic() + START_SECONDS
        while len(self.telegram.calls_of("getUpdates")) == polls:
            assert self._process.poll() is None and time.monotonic() < end, f"the service did not start:\n{self.log}"
            time.sleep(0.02)

    def stop(self) -> int:
        """As an operator or a new version stops it; gives the exit status."""
        return self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As a power cut ends it."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(how)
        return self._process.wait(STOP_SECONDS)

    def _environment(self) -> dict[str, str]:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        return os.environ | {
            "JARDAM_DATA": str(self.data),
            "JARDAM_PORT": str(port),
            "JARDAM_LOG_LEVEL": "DEBUG",
            "RELOAD_SECONDS": "0",  # or it would build the offline pack, anew in every test's folder
            "TELEGRAM_TOKEN": self.telegram.token,
            "TELEGRAM_API": self.telegram.address,
        }
