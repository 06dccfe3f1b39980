"""Who can sign in to the demonstration. Everybody can read these passwords; nobody real stands behind them."""

from dataclasses import dataclass

from cohort.accounts.models import Role

PASSWORD = "en-god-gang-rundt-om-soen"  # noqa: S105 - printed on the start page of the demonstration
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of the demonstration's second factors


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    role: Role
    practice: str | None = None


PRACTICES = {
    "Lægehuset Nørregade": ("012345", "Region Syddanmark"),
    "Lægerne ved Åen": ("023456", "Region Midtjylland"),
    "Lægeklinikken Strandvejen": ("034567", "Region Hovedstaden"),
}

STAFF = (
    Person("laege@demo.example", "Karen Holst", Role.CLINICIAN, "Lægehuset Nørregade"),
    Person("sygeplejerske@demo.example", "Lone Birk", Role.PRACTICE_STAFF, "Lægehuset Nørregade"),
    Person("aaen@demo.example", "Jens Damgaard", Role.CLINICIAN, "Lægerne ved Åen"),
    Person("strand@demo.example", "Sofie Krogh", Role.CLINICIAN, "Lægeklinikken Strandvejen"),
    Person("forsker@demo.example", "Mikkel Østergaard", Role.RESEARCHER),
    Person("kontor@demo.example", "Anne Lund", Role.ADMINISTRATOR),
    Person("studie@demo.example", "Birgit Aagaard", Role.STUDY_OFFICE),
    Person("samtale@demo.example", "Nadia Friis", Role.INTERVIEWER),
    Person("data@demo.example", "Tobias Winther", Role.DATA_MANAGER),
)
