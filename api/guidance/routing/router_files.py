"""Keeps a trained router in a file, and reads it."""

import logging
import zipfile
from dataclasses import fields
from pathlib import Path

import numpy as np

from api.guidance.routing.trained import Trained

log = logging.getLogger(__name__)


def save(trained: Trained, path: Path) -> None:
    """Without compression: it would take longer than the training."""
    with path.open("wb") as file:
        np.savez(file, **vars(trained))


def load(path: Path) -> Trained | None:
    """None if there is no file, or none that can be read."""
    try:
        with np.load(path, allow_pickle=False) as file:
            return Trained(**{field.name: file[field.name] for field in fields(Trained)})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        log.warning("A kept router cannot be read and is made anew: %s", type(error).__name__)
        return None
