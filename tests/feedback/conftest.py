from tests.people.conftest import app, client, desk, office, settings

__all__ = ["app", "client", "desk", "office", "settings"]
