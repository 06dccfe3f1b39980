"""How often each door may be knocked at, as one table: every address that takes something, by name.

Who has signed in is counted alone, and so is each personal link: a whole practice, or a waiting room on the practice's
network, stands behind one address. Addresses are counted where nobody is known yet, and generously.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Limit:
    """At most `amount` in `seconds` for each user, personal link, address of the network, browser, or channel."""

    amount: int
    seconds: int
    per: Literal["user", "link", "address", "browser", "channel"]


MINUTE, HOUR = 60, 3600

# A page saves each answer as it is given; many people answer at the same address, and each many times a minute.
ANSWERING = (Limit(1200, MINUTE, "address"), Limit(240, MINUTE, "link"))
DECIDING = (Limit(600, MINUTE, "address"), Limit(30, MINUTE, "link"))
WORKING = (Limit(120, MINUTE, "user"),)
COSTLY = (Limit(20, MINUTE, "user"), Limit(200, HOUR, "user"))
OPEN = (Limit(240, MINUTE, "address"),)
# allauth counts wrong passwords and codes for each account besides.
SIGNING_IN = (Limit(60, MINUTE, "address"),)
# A short code has about 39 bits and lives an hour: thirty tries a minute for a waiting room find none.
GUESSABLE = (Limit(30, MINUTE, "address"),)
# Each sends a message; besides, so many links and codes go to one person in an hour and no more.
LOOKING_FOR = (Limit(10, MINUTE, "address"), Limit(60, HOUR, "address"))
# Signing up sends a message to whatever address is typed: little from one browser, more from a waiting room, and no
# more by one poster than people stand before it.
JOINING = (
    Limit(120, HOUR, "address"),
    Limit(12, HOUR, "browser"),
    Limit(240, HOUR, "channel"),
)
# A whole cluster's meeting may sign up at once, from one network; "find the practice" counts as well.
SIGNING_UP = (Limit(40, MINUTE, "address"), Limit(200, HOUR, "address"))
ASKING = (Limit(60, MINUTE, "address"), Limit(5, MINUTE, "link"))
OWN_ACCOUNT = (Limit(30, MINUTE, "user"),)

# An address that is missing here has this; a test says so.
OTHERWISE = (Limit(60, MINUTE, "user"),)

DOORS: dict[str, tuple[Limit, ...]] = {
    # They take nothing, and answer when the database, where visits are counted, does not.
    "health_live": (),
    "health_ready": (),
    "config:set_language": OPEN,
    "questionnaires:set_text_size": OPEN,
    "questionnaires:upload_draft": COSTLY,
    "questionnaires:give_reason": WORKING,
    "questionnaires:sign_draft": WORKING,
    "questionnaires:publish_draft": COSTLY,
    "questionnaires:set_draft_aside": WORKING,
    "questionnaires:review_draft": ASKING,
    "questionnaires:save_answer": ANSWERING,
    "questionnaires:answer_page": ANSWERING,
    "questionnaires:submit_answers": DECIDING,
    "questionnaires:show_pause": ASKING,
    "questionnaires:begin_first_diary": DECIDING,
    "questionnaires:keep_diary": ANSWERING,
    "questionnaires:sync_diary": ANSWERING,
    "questionnaires:begin_diary": DECIDING,
    "questionnaires:stop_diary": DECIDING,
    "recruitment:decide_consent": DECIDING,
    "recruitment:choose_by_link": DECIDING,
    "recruitment:type_code": GUESSABLE,
    # Codes that hang in public; a whole club hall types and scans them at once, behind one address.
    "recruitment:type_channel": OPEN,
    "recruitment:add_channel": WORKING,
    "recruitment:end_channel": WORKING,
    "recruitment:show_material": COSTLY,
    "recruitment:enrol_participant": COSTLY,
    "recruitment:correct_address": COSTLY,
    "recruitment:answer_claim": WORKING,
    "recruitment:settle_sign_up": WORKING,
    "recruitment:join": JOINING,
    "recruitment:write_sub_study": WORKING,
    "recruitment:change_sub_study": WORKING,
    "recruitment:switch_sub_study": WORKING,
    "recruitment:reissue_invitation": COSTLY,
    "recruitment:note_screening": WORKING,
    "recruitment:take_back_screening": WORKING,
    "recruitment:sign_up_practice": SIGNING_UP,
    "recruitment:import_places": COSTLY,
    "recruitment:send_pack": COSTLY,
    "recruitment:accept_request": COSTLY,
    "recruitment:refuse_request": WORKING,
    "recruitment:edit_cluster": WORKING,
    "recruitment:add_addresses": WORKING,
    "recruitment:remove_address": WORKING,
    "recruitment:log_contact": WORKING,
    "recruitment:plan_talk": WORKING,
    "recruitment:settle_talk": WORKING,
    "recruitment:list_sign_up_links": WORKING,
    "recruitment:end_sign_up_link": WORKING,
    "questionnaires:add_pack": COSTLY,
    "questionnaires:end_pack": COSTLY,
    "pathways:write_record": WORKING,
    "pathways:request_summary": COSTLY,
    "pathways:answer_survey": WORKING,
    "pathways:put_off_survey": WORKING,
    "exports:list_releases": COSTLY,
    "exports:retry_release": COSTLY,
    "members:invite_staff": COSTLY,
    "members:close_staff": COSTLY,
    "members:reopen_staff": COSTLY,
    "members:reset_second_factor": COSTLY,
    "members:change_role": COSTLY,
    "members:add_membership": COSTLY,
    "members:end_membership": COSTLY,
    "members:move_membership": COSTLY,
    "members:find_own_link": LOOKING_FOR,
    "members:open_own_link": ASKING,
    "members:type_own_code": GUESSABLE,
    "members:leave_own_page": OPEN,
    "pathways:answer_own_questionnaire": OPEN,
    "pathways:open_own_diary": OPEN,
    "pathways:decide_own_choice": OPEN,
    "pathways:correct_own_contact": OPEN,
    "pathways:choose_own_language": OPEN,
    "exports:own_stop": OPEN,
    "exports:stop_by_link": DECIDING,
    "exports:office_search": COSTLY,
    "exports:office_card": WORKING,
    "exports:office_correct": WORKING,
    "exports:office_download": COSTLY,
    "exports:office_repeat": WORKING,
    "exports:office_stop": COSTLY,
    "exports:office_enter": WORKING,
    "exports:office_agree": WORKING,
    "exports:office_duplicate": WORKING,
    "account_login": SIGNING_IN,
    "account_logout": OPEN,
    "account_signup": SIGNING_IN,
    "account_reauthenticate": OWN_ACCOUNT,
    "account_change_password": OWN_ACCOUNT,
    "account_set_password": OWN_ACCOUNT,
    "account_reset_password": SIGNING_IN,
    "account_reset_password_from_key": SIGNING_IN,
    "mfa_authenticate": SIGNING_IN,
    "mfa_reauthenticate": OWN_ACCOUNT,
    "mfa_activate_totp": OWN_ACCOUNT,
    "mfa_deactivate_totp": OWN_ACCOUNT,
    "mfa_generate_recovery_codes": OWN_ACCOUNT,
    "mfa_download_recovery_codes": OWN_ACCOUNT,
    "mfa_add_webauthn": OWN_ACCOUNT,
    "mfa_remove_webauthn": OWN_ACCOUNT,
    "mfa_login_webauthn": SIGNING_IN,
    "mfa_reauthenticate_webauthn": OWN_ACCOUNT,
    "mitid_disconnect": OWN_ACCOUNT,
}

# The addresses that take a file, one at a time; everywhere else a file is refused.
TAKING_FILES = ("questionnaires:upload_draft", "recruitment:import_places")

# Doors that are only looked through, but by programs, or that ask somebody else: every visit counts.
WATCHED: dict[str, tuple[Limit, ...]] = {
    "exports:show_status": WORKING,
    "exports:download_release": COSTLY,
    "pathways:download_summary": WORKING,
    "recruitment:open_channel": OPEN,
    "recruitment:print_cluster_slides": COSTLY,
    "recruitment:print_material": COSTLY,
    "recruitment:print_slip": COSTLY,
    "exports:own_download": GUESSABLE,
    "exports:show_certificate": GUESSABLE,
    "recruitment:print_agreed": ASKING,
    "pathways:print_own_agreed": GUESSABLE,
    "pathways:print_own_agreed_then": GUESSABLE,
    "recruitment:try_sub_study": COSTLY,
    "recruitment:download_tally": WORKING,
    "exports:office_paper": COSTLY,
    "exports:office_consent_paper": COSTLY,
    "questionnaires:print_paper": ASKING,
    "members:begin_own_mitid": SIGNING_IN,
    "members:finish_own_mitid": SIGNING_IN,
    "mitid_sign_in": SIGNING_IN,
    "mitid_come_back": SIGNING_IN,
    "mitid_connect": OWN_ACCOUNT,
    "mitid_connected": OWN_ACCOUNT,
}
