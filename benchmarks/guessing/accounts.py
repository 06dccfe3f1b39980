"""`python -m benchmarks.guessing.accounts <number>`: accounts to guess at. Run as the superuser on the database."""

import sys

import django

DOMAIN = "guessed.example"


def main() -> None:
    django.setup()
    from allauth.account.models import EmailAddress
    from django.contrib.auth.hashers import make_password

    from cohort.accounts.models import Role, User

    password = make_password("not what anybody tries here")
    users = User.objects.bulk_create(
        User(email=f"known{number}@{DOMAIN}", name="Known", role=Role.RESEARCHER, password=password)
        for number in range(int(sys.argv[1]))
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )


if __name__ == "__main__":
    main()
