"""Makes a copy without metadata: bytes come by standard input, the copy leaves by standard output, nothing else does.

A process of its own, for one file from a stranger: its memory, time and files are bounded before anything is read, so
that what a hostile file does to a decoder ends here. Any failure is an exit status, and no more is told.
"""

import resource
import sys
from collections.abc import Callable
from functools import partial

MEMORY_BYTES = 1024**3
CPU_SECONDS = 20


def main() -> None:
    _bound()
    kind, data = sys.argv[1], sys.stdin.buffer.read()
    sys.stdout.buffer.write(_cleaner(kind)(data))


def _cleaner(kind: str) -> Callable[[bytes], bytes]:
    """Only the decoder that is needed is loaded."""
    if kind == "application/pdf":
        from api.reports.attachments.clean_pdf import clean_pdf  # noqa: PLC0415 - only the library that is needed

        return clean_pdf
    from api.reports.attachments.clean_image import clean_image  # noqa: PLC0415 - only the library that is needed

    return partial(clean_image, kind=kind)


def _bound() -> None:
    """No file can grow, and a crash leaves no core: a limit of 1 byte stops those that go to a program, too."""
    limits = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_CORE: 1,
        resource.RLIMIT_FSIZE: 0,
    }
    for name, most in limits.items():
        resource.setrlimit(name, (most, most))


if __name__ == "__main__":
    try:
        main()
    except BaseException:
        sys.exit(1)  # no traceback: it could quote the file
