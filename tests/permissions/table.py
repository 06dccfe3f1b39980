"""Every address × every role, as a table: what each gets. A new address without a line fails.

Statuses stand in the order of ROLES: anonymous, clinician of the practice, colleague there, clinician elsewhere;
the researcher who asked for the release, another researcher, administrator; study office, interviewer, data manager;
the participant and another one of the same practice, each signed in to their own page. 302 to staff pages means: sign
in. Staff, and a participant, of another practice get what `elsewhere` and the other participant get (NEIGHBOURS).
An address that takes POST has a line for it. A line without a body sends none of the fields that are needed: past
the door it answers 200, 302, 400 or 422, before it 403 or 404. Where an empty form would look like a closed door, the
line carries a body.

The addresses of the demonstration, `demo:…`, are not here: they exist with DEMO=true only, and then stand open.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tests.permissions.keys import (
    Key,
    answer,
    asked,
    assignment,
    certificate,
    channel,
    claim,
    cluster,
    cluster_address,
    colleague,
    colleagues_place,
    decision,
    diary,
    draft,
    first_key,
    note,
    nothing,
    outside,
    page,
    pair,
    person,
    poster,
    pulse,
    release,
    review,
    sign_up_code,
    sign_up_link,
    slip,
    start,
    sub_study,
    summary,
    talk,
    tally,
    their_assignment,
    wording_pack,
)
from tests.permissions.world import NEIGHBOURS, ROLES


class Row(NamedTuple):
    name: str
    method: str
    key: Key
    statuses: str
    body: Mapping[str, Any] = {}
    otherwise: Mapping[str, int] = {}
    """What neighbours get who have another role than the one whose column is theirs."""

    def status(self, role: str) -> int:
        """What that role gets."""
        if role in self.otherwise:
            return self.otherwise[role]
        return int(self.statuses.split()[ROLES.index(NEIGHBOURS.get(role, role))])

    @property
    def reader(self) -> str | None:
        """The first role that gets the page."""
        return next((role for role in ROLES if self.status(role) == 200), None)


def always(status: int) -> str:
    """The same for everybody."""
    return " ".join([str(status)] * len(ROLES))


NO_NAME = {"name_da": " "}
PATIENTS = {"audience": "patient"}
DOCTORS = {"staff_elsewhere": 403}  # where doctors alone are let in
# Winning practices is for the study office and administrators: pages, acts that need nothing typed, and forms.
WINNING_READS = "302 403 403 403 403 403 200 200 403 403 302 302"
WINNING_ACTS = "302 403 403 403 403 403 302 302 403 403 302 302"
WINNING_ASKS = "302 403 403 403 403 403 422 422 403 403 302 302"

TABLE = [
    # anybody: the front door, health, links (whoever holds the link), language and text size
    Row("config:show_home", "GET", nothing, "200 302 302 302 302 302 302 302 302 302 200 200"),
    Row("config:set_language", "POST", nothing, always(302)),
    Row("health_live", "GET", nothing, always(200)),
    Row("health_ready", "GET", nothing, always(200)),
    Row("questionnaires:set_text_size", "POST", nothing, always(302)),
    Row("recruitment:type_code", "GET", nothing, always(200)),
    Row("recruitment:type_code", "POST", nothing, always(422)),
    Row("recruitment:type_channel", "GET", nothing, always(200)),
    Row("recruitment:type_channel", "POST", nothing, always(422)),
    Row("recruitment:open_channel", "GET", channel, always(200)),
    Row("recruitment:join", "GET", poster, always(200)),
    Row("recruitment:join", "POST", poster, always(422)),
    Row("recruitment:open_link", "GET", start, always(302)),
    Row("recruitment:decide_consent", "POST", start, always(422)),
    Row("recruitment:read_consent", "GET", start, always(200)),
    Row("recruitment:read_expectations", "GET", nothing, always(200)),
    Row("recruitment:show_choices", "GET", start, always(200)),
    Row("recruitment:choose_by_link", "POST", start, always(302)),
    Row("recruitment:print_agreed", "GET", start, always(200)),
    Row("exports:stop_by_link", "GET", start, always(200)),
    Row("exports:stop_by_link", "POST", start, always(422)),
    Row("exports:show_certificate", "GET", certificate, always(200)),
    Row("questionnaires:open_questionnaire", "GET", answer, always(200)),
    Row("questionnaires:print_paper", "GET", answer, always(200)),
    Row("questionnaires:answer_page", "GET", page, always(200)),
    Row("questionnaires:answer_page", "POST", page, always(302)),
    Row("questionnaires:save_answer", "PATCH", answer, always(200), {"answers": {"pain_sites": ["neck"]}}),
    Row("questionnaires:submit_answers", "GET", answer, always(200)),
    Row("questionnaires:submit_answers", "POST", answer, always(302)),
    Row("questionnaires:show_pause", "GET", answer, always(200)),
    Row("questionnaires:show_pause", "POST", answer, always(200)),
    Row("questionnaires:show_received", "GET", answer, always(302)),
    Row("questionnaires:show_change", "GET", answer, always(302)),
    # the advisory board: whoever holds the link reads a draft, which is about nobody
    Row("questionnaires:review_draft", "GET", review, always(200)),
    Row("questionnaires:review_draft", "POST", review, always(422)),
    Row("questionnaires:begin_first_diary", "POST", answer, always(302)),
    # a diary, by its own link
    Row("questionnaires:keep_diary", "GET", diary, always(200)),
    Row("questionnaires:keep_diary", "POST", diary, always(302)),
    Row("questionnaires:show_diary_shell", "GET", diary, always(200)),
    Row("questionnaires:sync_diary", "POST", diary, always(415)),
    Row("questionnaires:begin_diary", "POST", diary, always(302)),
    Row("questionnaires:stop_diary", "POST", diary, always(302)),
    Row("questionnaires:show_diary_manifest", "GET", diary, always(200)),
    Row("questionnaires:run_diary_worker", "GET", diary, always(200)),
    # a participant's own page: by link and code alone, and no role of staff opens it
    Row("members:find_own_link", "GET", nothing, always(200)),
    Row("members:find_own_link", "POST", nothing, always(422)),
    Row("members:open_own_link", "GET", start, always(200)),
    Row("members:open_own_link", "POST", start, always(302)),
    Row("members:type_own_code", "GET", nothing, always(302)),
    Row("members:type_own_code", "POST", nothing, always(302)),
    Row("members:leave_own_page", "POST", nothing, always(200)),
    Row("pathways:show_own_page", "GET", nothing, "302 302 302 302 302 302 302 302 302 302 200 200"),
    Row("pathways:show_own_answers", "GET", assignment, "302 302 302 302 302 302 302 302 302 302 404 404"),
    Row("pathways:answer_own_questionnaire", "POST", assignment, "302 302 302 302 302 302 302 302 302 302 302 404"),
    Row("pathways:open_own_diary", "POST", pulse, always(302)),
    Row("pathways:decide_own_choice", "POST", nothing, always(302)),
    Row("pathways:print_own_agreed", "GET", nothing, "302 302 302 302 302 302 302 302 302 302 200 200"),
    Row("pathways:print_own_agreed_then", "GET", decision, "302 302 302 302 302 302 302 302 302 302 200 404"),
    Row("pathways:choose_own_language", "POST", nothing, always(302)),
    Row("pathways:correct_own_contact", "GET", nothing, "302 302 302 302 302 302 302 302 302 302 200 200"),
    Row("pathways:correct_own_contact", "POST", nothing, "302 302 302 302 302 302 302 302 302 302 422 422"),
    Row("exports:own_download", "GET", nothing, "302 302 302 302 302 302 302 302 302 302 200 200"),
    Row("exports:own_stop", "GET", nothing, "302 302 302 302 302 302 302 302 302 302 200 200"),
    Row("exports:own_stop", "POST", nothing, "302 302 302 302 302 302 302 302 302 302 422 422"),
    # those who work in the practice
    Row("recruitment:note_screening", "POST", nothing, "302 302 302 302 403 403 403 403 403 403 302 302"),
    Row("recruitment:take_back_screening", "POST", nothing, "302 302 302 302 403 403 403 403 403 403 302 302"),
    Row("recruitment:print_slip", "GET", person, "302 302 302 404 403 403 403 403 403 403 302 302"),
    Row("pathways:show_practice", "GET", nothing, "302 200 200 200 403 403 403 403 403 403 302 302"),
    Row("pathways:list_participants", "GET", nothing, "302 200 200 200 403 403 403 403 403 403 302 302"),
    Row("pathways:list_left", "GET", nothing, "302 200 200 200 403 403 403 403 403 403 302 302"),
    Row(
        "pathways:answer_survey",
        "GET",
        nothing,
        "302 200 403 200 403 403 403 403 403 403 302 302",
        otherwise=DOCTORS,
    ),
    Row(
        "pathways:answer_survey",
        "POST",
        nothing,
        "302 422 403 422 403 403 403 403 403 403 302 302",
        otherwise=DOCTORS,
    ),
    Row(
        "pathways:put_off_survey",
        "POST",
        nothing,
        "302 302 403 302 403 403 403 403 403 403 302 302",
        otherwise=DOCTORS,
    ),
    Row("recruitment:enrol_participant", "GET", nothing, "302 200 200 200 403 403 403 403 403 403 302 302"),
    Row("recruitment:enrol_participant", "POST", nothing, "302 422 422 422 403 403 403 403 403 403 302 302"),
    Row("recruitment:show_invitation", "GET", person, "302 200 200 404 403 403 403 403 403 403 302 302"),
    Row("recruitment:reissue_invitation", "POST", person, "302 302 302 404 403 403 403 403 403 403 302 302"),
    Row("recruitment:correct_address", "GET", person, "302 302 302 404 403 403 403 403 403 403 302 302"),
    Row("recruitment:correct_address", "POST", person, "302 302 302 404 403 403 403 403 403 403 302 302"),
    Row("recruitment:list_claims", "GET", nothing, "302 200 200 200 403 403 403 403 403 403 302 302"),
    Row("recruitment:answer_claim", "POST", claim, "302 302 302 404 403 403 403 403 403 403 302 302"),
    Row("pathways:show_participant", "GET", person, "302 200 200 404 403 403 403 403 403 403 302 302"),
    Row("pathways:write_record", "GET", person, "302 200 200 404 403 403 403 403 403 403 302 302"),
    Row("pathways:write_record", "POST", person, "302 302 302 404 403 403 403 403 403 403 302 302"),
    Row("pathways:show_note", "GET", note, "302 200 200 404 403 403 403 403 403 403 302 302"),
    Row(
        "pathways:request_summary",
        "POST",
        person,
        "302 302 302 404 403 403 403 403 403 403 302 302",
        {"audience": "patient"},
    ),
    Row("pathways:show_summary", "GET", summary, "302 200 200 404 403 403 403 403 403 403 302 302"),
    Row("pathways:download_summary", "GET", summary, "302 200 200 404 403 403 403 403 403 403 302 302"),
    Row("recruitment:show_material", "GET", nothing, "302 200 200 200 403 403 403 403 403 403 302 302"),
    Row("recruitment:show_material", "POST", nothing, "302 302 302 302 403 403 403 403 403 403 302 302"),
    Row("recruitment:print_material", "GET", slip, "302 200 200 404 403 403 403 200 403 403 302 302"),
    # the study office: the ways in
    Row("recruitment:list_channels", "GET", nothing, "302 403 403 403 403 403 403 200 403 403 302 302"),
    Row("recruitment:add_channel", "GET", nothing, "302 403 403 403 403 403 403 200 403 403 302 302"),
    Row("recruitment:add_channel", "POST", nothing, "302 403 403 403 403 403 403 422 403 403 302 302"),
    Row("recruitment:print_cluster_slides", "GET", nothing, "302 403 403 403 403 403 403 302 403 403 302 302"),
    Row("recruitment:show_channel", "GET", channel, "302 403 403 403 403 403 403 200 403 403 302 302"),
    Row("recruitment:end_channel", "POST", channel, "302 403 403 403 403 403 403 302 403 403 302 302"),
    # researchers, each their own releases
    Row("exports:list_releases", "GET", nothing, "302 403 403 403 200 200 403 403 403 200 302 302"),
    Row("exports:list_releases", "POST", nothing, "302 403 403 403 422 422 403 403 403 422 302 302"),
    Row("exports:show_release", "GET", release, "302 403 403 403 200 404 403 403 403 200 302 302"),
    Row("exports:retry_release", "POST", release, "302 403 403 403 302 404 403 403 403 302 302 302"),
    Row("exports:download_release", "GET", release, "302 403 403 403 200 404 403 403 403 200 302 302"),
    Row("exports:show_status", "GET", release, "403 403 403 403 200 404 403 403 403 200 403 403"),
    # data managers
    Row("questionnaires:list_packs", "GET", nothing, "302 403 403 403 403 403 403 403 403 200 302 302"),
    Row("questionnaires:add_pack", "GET", nothing, "302 403 403 403 403 403 403 403 403 200 302 302"),
    Row("questionnaires:add_pack", "POST", nothing, "302 403 403 403 403 403 403 403 403 422 302 302"),
    Row("questionnaires:end_pack", "GET", wording_pack, "302 403 403 403 403 403 403 403 403 200 302 302"),
    Row("questionnaires:end_pack", "POST", wording_pack, "302 403 403 403 403 403 403 403 403 302 302 302"),
    # the study office and interviewers: one person's card
    Row("recruitment:list_sign_ups", "GET", nothing, "302 403 403 403 403 403 403 200 403 403 302 302"),
    Row("recruitment:settle_sign_up", "POST", outside, "302 403 403 403 403 403 403 302 403 403 302 302"),
    Row("recruitment:list_workload", "GET", nothing, "302 403 403 403 403 403 403 200 403 403 302 302"),
    # how recruitment goes, and sub-studies
    Row("recruitment:show_monitor", "GET", nothing, "302 403 403 403 403 403 403 200 403 200 302 302"),
    Row("recruitment:show_tally", "GET", tally, "302 403 403 403 403 403 403 200 403 200 302 302"),
    Row("recruitment:download_tally", "GET", tally, "302 403 403 403 403 403 403 200 403 200 302 302"),
    Row("recruitment:list_sub_studies", "GET", nothing, "302 403 403 403 403 403 403 200 403 200 302 302"),
    Row("recruitment:write_sub_study", "GET", nothing, "302 403 403 403 403 403 403 403 403 200 302 302"),
    Row("recruitment:write_sub_study", "POST", nothing, "302 403 403 403 403 403 403 403 403 422 302 302"),
    Row("recruitment:show_sub_study", "GET", sub_study, "302 403 403 403 403 403 403 200 403 200 302 302"),
    Row("recruitment:change_sub_study", "GET", sub_study, "302 403 403 403 403 403 403 403 403 200 302 302"),
    Row(
        "recruitment:change_sub_study",
        "POST",
        sub_study,
        "302 403 403 403 403 403 403 403 403 422 302 302",
        {"name_da": " "},
    ),
    Row("recruitment:try_sub_study", "GET", sub_study, "302 403 403 403 403 403 403 403 403 200 302 302"),
    Row("recruitment:switch_sub_study", "POST", sub_study, "302 403 403 403 403 403 403 403 403 302 302 302"),
    Row("exports:office_search", "GET", nothing, "302 403 403 403 403 403 403 200 200 403 302 302"),
    Row("exports:office_search", "POST", nothing, "302 403 403 403 403 403 403 422 422 403 302 302"),
    Row("exports:office_card", "GET", person, "302 403 403 403 403 403 403 200 200 403 302 302"),
    Row("exports:office_card", "POST", person, "302 403 403 403 403 403 403 422 422 403 302 302"),
    Row("exports:office_correct", "GET", person, "302 403 403 403 403 403 403 302 403 403 302 302"),
    Row("exports:office_correct", "POST", person, "302 403 403 403 403 403 403 302 403 403 302 302"),
    Row("exports:office_download", "POST", person, "302 403 403 403 403 403 403 302 403 403 302 302"),
    Row("exports:office_answers", "GET", person, "302 403 403 403 403 403 403 302 403 403 302 302"),
    Row("exports:office_enter", "GET", their_assignment, "302 403 403 403 403 403 403 302 403 403 302 302"),
    Row("exports:office_enter", "POST", their_assignment, "302 403 403 403 403 403 403 302 403 403 302 302"),
    Row("exports:office_paper", "GET", their_assignment, "302 403 403 403 403 403 403 302 403 403 302 302"),
    Row("exports:office_agree", "GET", person, "302 403 403 403 403 403 403 302 403 403 302 302"),
    Row("exports:office_agree", "POST", person, "302 403 403 403 403 403 403 302 403 403 302 302"),
    Row("exports:office_consent_paper", "GET", person, "302 403 403 403 403 403 403 302 403 403 302 302"),
    Row("exports:office_by_post", "GET", nothing, "302 403 403 403 403 403 403 200 403 403 302 302"),
    Row("exports:office_duplicates", "GET", nothing, "302 403 403 403 403 403 403 200 403 403 302 302"),
    Row("exports:office_duplicate", "GET", pair, "302 403 403 403 403 403 403 200 403 403 302 302"),
    Row("exports:office_duplicate", "POST", pair, "302 403 403 403 403 403 403 422 403 403 302 302"),
    Row("exports:office_repeat", "POST", person, "302 403 403 403 403 403 403 302 302 403 302 302"),
    Row("exports:office_stop", "GET", person, "302 403 403 403 403 403 403 302 403 403 302 302"),
    Row("exports:office_stop", "POST", person, "302 403 403 403 403 403 403 302 403 403 302 302"),
    # data managers: instruments on their way
    Row("questionnaires:list_instruments", "GET", nothing, "302 403 403 403 403 403 403 403 403 200 302 302"),
    Row("questionnaires:show_times", "GET", nothing, "302 403 403 403 403 403 403 403 403 200 302 302"),
    Row("questionnaires:upload_draft", "GET", nothing, "302 403 403 403 403 403 403 403 403 200 302 302"),
    Row("questionnaires:upload_draft", "POST", nothing, "302 403 403 403 403 403 403 403 403 422 302 302"),
    Row("questionnaires:show_draft", "GET", draft, "302 403 403 403 403 403 403 403 403 200 302 302"),
    Row("questionnaires:preview_phone", "GET", draft, "302 403 403 403 403 403 403 403 403 200 302 302"),
    Row("questionnaires:preview_paper", "GET", draft, "302 403 403 403 403 403 403 403 403 200 302 302"),
    Row("questionnaires:give_reason", "POST", draft, "302 403 403 403 403 403 403 403 403 302 302 302"),
    Row("questionnaires:sign_draft", "POST", draft, "302 403 403 403 403 403 403 403 403 422 302 302"),
    Row("questionnaires:publish_draft", "POST", draft, "302 403 403 403 403 403 403 403 403 302 302 302"),
    Row("questionnaires:set_draft_aside", "POST", draft, "302 403 403 403 403 403 403 403 403 302 302 302"),
    # administrators
    Row("members:list_staff", "GET", nothing, "302 403 403 403 403 403 200 403 403 403 302 302"),
    Row("members:invite_staff", "GET", nothing, "302 403 403 403 403 403 200 403 403 403 302 302"),
    Row("members:invite_staff", "POST", nothing, "302 403 403 403 403 403 422 403 403 403 302 302"),
    Row("members:show_staff", "GET", colleague, "302 403 403 403 403 403 200 403 403 403 302 302"),
    Row("members:close_staff", "POST", colleague, "302 403 403 403 403 403 302 403 403 403 302 302"),
    Row("members:reopen_staff", "POST", colleague, "302 403 403 403 403 403 302 403 403 403 302 302"),
    Row("members:reset_second_factor", "POST", colleague, "302 403 403 403 403 403 302 403 403 403 302 302"),
    Row("members:change_role", "POST", colleague, "302 403 403 403 403 403 422 403 403 403 302 302"),
    Row("members:add_membership", "POST", colleague, "302 403 403 403 403 403 422 403 403 403 302 302"),
    Row("members:end_membership", "POST", colleagues_place, "302 403 403 403 403 403 302 403 403 403 302 302"),
    Row("members:move_membership", "POST", colleagues_place, "302 403 403 403 403 403 422 403 403 403 302 302"),
    # the study office and administrators: winning practices
    Row("recruitment:list_clusters", "GET", nothing, WINNING_READS),
    Row("recruitment:show_cluster", "GET", cluster, WINNING_READS),
    Row("recruitment:edit_cluster", "POST", cluster, WINNING_ACTS),
    Row("recruitment:add_addresses", "POST", cluster, WINNING_ASKS),
    Row("recruitment:remove_address", "POST", cluster_address, WINNING_ACTS),
    Row("recruitment:send_pack", "POST", cluster, WINNING_ASKS),
    Row("recruitment:log_contact", "POST", cluster, WINNING_ASKS),
    Row("recruitment:list_talks", "GET", nothing, WINNING_READS),
    Row("recruitment:plan_talk", "POST", nothing, WINNING_ASKS),
    Row("recruitment:settle_talk", "POST", talk, WINNING_ACTS),
    Row("recruitment:import_places", "GET", nothing, WINNING_READS),
    Row("recruitment:import_places", "POST", nothing, WINNING_ASKS),
    Row("recruitment:list_requests", "GET", nothing, WINNING_READS),
    Row("recruitment:accept_request", "POST", asked, WINNING_ACTS),
    Row("recruitment:refuse_request", "POST", asked, WINNING_ACTS),
    Row("recruitment:list_sign_up_links", "GET", nothing, WINNING_READS),
    Row("recruitment:list_sign_up_links", "POST", nothing, WINNING_ASKS),
    Row("recruitment:show_sign_up_kit", "GET", sign_up_code, WINNING_READS),
    Row("recruitment:draw_sign_up_picture", "GET", sign_up_code, WINNING_READS),
    Row("recruitment:end_sign_up_link", "POST", sign_up_link, WINNING_ACTS),
    # whoever has a sign-up link of practices
    Row("recruitment:sign_up_practice", "GET", sign_up_code, always(200)),
    Row("recruitment:sign_up_practice", "POST", sign_up_code, always(422)),
    Row("recruitment:thank_practice", "GET", sign_up_code, always(200)),
    # signing in and what belongs to one's own account
    Row("account_login", "GET", nothing, "200 302 302 302 302 302 302 302 302 302 200 200"),
    Row("account_login", "POST", nothing, "200 302 302 302 302 302 302 302 302 302 200 200"),
    Row("account_logout", "GET", nothing, "302 200 200 200 200 200 200 200 200 200 302 302"),
    Row("account_logout", "POST", nothing, always(302)),
    Row("account_inactive", "GET", nothing, always(200)),
    Row("account_signup", "GET", nothing, "200 302 302 302 302 302 302 302 302 302 200 200"),
    Row("account_signup", "POST", nothing, "200 302 302 302 302 302 302 302 302 302 200 200"),
    Row("account_reauthenticate", "GET", nothing, "302 200 200 200 200 200 200 200 200 200 302 302"),
    Row("account_reauthenticate", "POST", nothing, "302 200 200 200 200 200 200 200 200 200 302 302"),
    Row("account_change_password", "GET", nothing, "302 200 200 200 200 200 200 200 200 200 302 302"),
    Row("account_change_password", "POST", nothing, "302 200 200 200 200 200 200 200 200 200 302 302"),
    Row("account_set_password", "GET", nothing, always(302)),
    Row("account_set_password", "POST", nothing, always(302)),
    Row("account_reset_password", "GET", nothing, always(200)),
    Row("account_reset_password", "POST", nothing, always(200)),
    Row("account_reset_password_done", "GET", nothing, always(200)),
    Row("account_reset_password_from_key", "GET", lambda _: {"uidb36": "1", "key": "x-y"}, always(200)),
    Row("account_reset_password_from_key", "POST", lambda _: {"uidb36": "1", "key": "x-y"}, always(200)),
    Row("account_reset_password_from_key_done", "GET", nothing, always(200)),
    Row("mfa_index", "GET", nothing, "302 200 200 200 200 200 200 200 200 200 302 302"),
    Row("mfa_authenticate", "GET", nothing, always(302)),
    Row("mfa_authenticate", "POST", nothing, always(302)),
    Row("mfa_reauthenticate", "GET", nothing, "302 200 200 200 200 200 200 200 200 200 302 302"),
    Row("mfa_reauthenticate", "POST", nothing, "302 200 200 200 200 200 200 200 200 200 302 302"),
    Row("mfa_activate_totp", "GET", nothing, always(302)),
    Row("mfa_activate_totp", "POST", nothing, always(302)),
    Row("mfa_deactivate_totp", "GET", nothing, always(302)),
    Row("mfa_deactivate_totp", "POST", nothing, always(302)),
    Row("mfa_view_recovery_codes", "GET", nothing, "302 404 404 404 404 404 404 404 404 404 302 302"),
    Row("mfa_generate_recovery_codes", "GET", nothing, always(302)),
    Row("mfa_generate_recovery_codes", "POST", nothing, always(302)),
    Row("mfa_download_recovery_codes", "GET", nothing, "302 404 404 404 404 404 404 404 404 404 302 302"),
    Row(
        "mfa_download_recovery_codes", "POST", nothing, "302 404 404 404 404 404 404 404 404 404 302 302"
    ),  # nobody here has any
    Row("members:begin_own_mitid", "GET", nothing, always(404)),  # no broker here
    Row("members:finish_own_mitid", "GET", nothing, always(404)),
    Row("mitid_sign_in", "GET", nothing, always(404)),
    Row("mitid_come_back", "GET", nothing, always(404)),
    Row("mitid_connect", "GET", nothing, always(302)),
    Row("mitid_connected", "GET", nothing, "302 404 404 404 404 404 404 404 404 404 302 302"),
    Row("mitid_disconnect", "POST", nothing, always(302)),
    Row("mfa_set_up", "GET", nothing, always(302)),  # everybody here has an app already
    Row("mfa_add_webauthn", "GET", nothing, always(302)),
    Row("mfa_add_webauthn", "POST", nothing, always(302)),
    Row("mfa_remove_webauthn", "GET", first_key, always(302)),
    Row("mfa_remove_webauthn", "POST", first_key, always(302)),
    Row("mfa_login_webauthn", "GET", nothing, always(302)),
    Row("mfa_login_webauthn", "POST", nothing, always(302)),
    Row("mfa_reauthenticate_webauthn", "GET", nothing, always(302)),
    Row("mfa_reauthenticate_webauthn", "POST", nothing, always(302)),
]
