"""Who may do what: permissions, and the roles that hold them."""

from enum import StrEnum


class Role(StrEnum):
    """What an account is for. Cases are for caseworkers and supervisors only."""

    ADMINISTRATOR = "administrator"
    CASEWORKER = "caseworker"
    EDITOR = "editor"
    SUPERVISOR = "supervisor"


class Permission(StrEnum):
    """`what:verb`, in alphabetical order."""

    AUDIT_READ = "audit:read"
    GUIDANCE_WRITE = "guidance:write"
    KEYS_GRANT = "keys:grant"
    KEYS_RENEW = "keys:renew"
    PARTNERS_WRITE = "partners:write"
    PEOPLE_READ = "people:read"
    PEOPLE_WRITE = "people:write"
    REPORTS_ASSIGN = "reports:assign"
    REPORTS_EXPORT = "reports:export"
    REPORTS_READ = "reports:read"
    REPORTS_READ_ALL = (
        "reports:read-all"  # of every group; without it, assigned ones and unassigned ones of one's group
    )
    REPORTS_WRITE = "reports:write"
    SETTINGS_WRITE = "settings:write"
    STATISTICS_READ = "statistics:read"


_CASEWORKER = frozenset({Permission.REPORTS_READ, Permission.REPORTS_WRITE, Permission.STATISTICS_READ})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(
        {Permission.AUDIT_READ, Permission.PEOPLE_READ, Permission.PEOPLE_WRITE, Permission.SETTINGS_WRITE}
    ),
    Role.CASEWORKER: _CASEWORKER,
    Role.EDITOR: frozenset({Permission.GUIDANCE_WRITE}),
    Role.SUPERVISOR: _CASEWORKER
    | {
        Permission.AUDIT_READ,
        Permission.KEYS_GRANT,
        Permission.KEYS_RENEW,
        Permission.PARTNERS_WRITE,
        Permission.PEOPLE_READ,
        Permission.REPORTS_ASSIGN,
        Permission.REPORTS_EXPORT,
        Permission.REPORTS_READ_ALL,
    },
}


def reads_reports(role: Role) -> bool:
    """Only these roles are ever given the organisation's key."""
    return Permission.REPORTS_READ in PERMISSIONS[role]
