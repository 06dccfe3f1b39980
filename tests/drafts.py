"""Drafts of instruments for tests."""

from cohort.accounts.models import User
from questionnaires.actions.drafts.sign_off import sign_off
from questionnaires.actions.drafts.upload import upload
from questionnaires.models import Draft, SignOff

TEXT = """\
slug: {slug}
number: {number}
kind: patient
title: {{da: "Din uge", en: "Your week"}}
intro: {{da: "To korte spørgsmål om din uge.", en: "Two short questions about your week."}}
sections:
  - id: week
    title: {{da: "Ugen", en: "The week"}}
    pages:
      - id: week_page
        items:
          - id: week_walked
            type: boolean
            label: {{da: "Gik tur", en: "Walked"}}
            text: {{da: "{asked}", en: "Did you go for a walk this week?"}}
          - id: week_walked_where
            type: choice
            label: {{da: "Hvor turen gik", en: "Where the walk went"}}
            text: {{da: "Hvor gik du hen?", en: "Where did you go?"}}
            options:
              - {{code: wood, label: {{da: "I skoven", en: "In the wood"}}}}
              - {{code: town, label: {{da: "I byen", en: "In town"}}}}
            enable_when: {{all: [{{item: week_walked, operator: "=", answer: true}}]}}
"""
PLAIN = "Gik du tur i denne uge?"
WARNED = "Bør du gå tur i denne uge?"  # blame: it wants a reason
FAILED = "Gik du tur trods din lumbago?"  # a term: it fails
REASON = "The patients of the board chose this very word."


def text(asked: str = PLAIN, *, slug: str = "my_week", number: int = 1) -> str:
    return TEXT.format(asked=asked, slug=slug, number=number)


def draft(*, by: User, asked: str = PLAIN, number: int = 1) -> Draft:
    return upload(text=text(asked, number=number), by=by)


def agreed(draft: Draft, *, by: User) -> Draft:
    """That draft after a patient and a doctor of the board have said yes."""
    for role in (SignOff.Role.PATIENT, SignOff.Role.GP):
        sign_off(draft=draft, checksum=draft.checksum, role=role, decision=SignOff.Decision.YES, by=by)
    return draft
