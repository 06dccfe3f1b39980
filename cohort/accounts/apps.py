from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cohort.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authentication_failed, authenticator_added
        from django.contrib.auth.signals import user_logged_in

        from cohort.accounts import sessions
        from cohort.accounts.second_factor import remember_set_up, write_down_refusal

        authenticator_added.connect(remember_set_up, dispatch_uid="cohort.accounts.second_factor")
        user_logged_in.connect(sessions.begin, dispatch_uid="cohort.accounts.sessions")
        authentication_failed.connect(write_down_refusal, dispatch_uid="cohort.accounts.second_factor.refused")
