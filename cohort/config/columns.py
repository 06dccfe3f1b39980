"""Classes of the columns that come with libraries, table by table, so that no column is unknown."""

from cohort.common.privacy import ColumnClass

THIRD_PARTY: dict[str, ColumnClass] = {
    "account.EmailAddress": "identifying",
    "account.EmailConfirmation": "technical",
    "auth.Group": "technical",
    "auth.Permission": "technical",
    "contenttypes.ContentType": "technical",
    "mfa.Authenticator": "identifying",  # the secret of a second factor
    "sessions.Session": "identifying",
}
