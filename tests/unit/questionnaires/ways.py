"""A questionnaire with a scale that is shown in three ways, a body to draw on, and long lists under headings."""

from tests.unit.questionnaires import answering
from tests.unit.questionnaires.answering import Person

WAYS = """
slug: everything
kind: patient
title: {da: Din ryg, en: Your back}
intro: {da: Et par korte spørgsmål., en: A few short questions.}
sections:
  - id: only
    title: {da: Ryggen, en: The back}
    pages:
      - id: pain
        items:
          - {id: ache, type: scale, min: 0, max: 100, display: ache_shown, label: {da: "Smerte", en: "Pain"},
             text: {da: "I dag: Hvor ondt har du haft?", en: "Today: how much has it hurt?"},
             ends: {low: {da: Slet ikke ondt, en: No pain at all},
                    high: {da: "Så ondt, som det kan gøre", en: As bad as pain can be}}}
          - {id: ache_shown, type: choice, label: {da: "Vist som", en: "Shown as"},
             text: {da: "Vælg på", en: "Choose on"},
             options: [{code: line, label: {da: "En linje", en: "A line"}},
                       {code: number, label: {da: "Et tal", en: "A number"}},
                       {code: faces, label: {da: "Ansigter", en: "Faces"}}]}
          - {id: days, type: integer, min: 0, max: 28, label: {da: "Dage", en: "Days"},
             text: {da: "Hvor mange dage?", en: "How many days?"}}
      - id: body
        items:
          - id: sites
            type: multi
            chart: body
            label: {da: "Steder", en: "Places"}
            text: {da: "Hvor har du haft ondt?", en: "Where has it hurt?"}
            groups:
              - {id: front, label: {da: "Forsiden", en: "The front"}}
              - {id: back, label: {da: "Bagsiden", en: "The back"}}
            options:
              - {code: none, label: {da: "Ingen steder", en: "Nowhere"}, exclusive: true}
              - {code: f_chest, group: front, label: {da: "Brystet", en: "Chest"}}
              - {code: f_thigh_l, group: front, label: {da: "Venstre lår foran", en: "Left thigh, front"}}
              - {code: f_thigh_r, group: front, label: {da: "Højre lår foran", en: "Right thigh, front"}}
              - {code: b_low_back, group: back, label: {da: "Lænden", en: "Lower back"}}
              - {code: b_thigh_l, group: back, label: {da: "Venstre lår bagpå", en: "Left thigh, back"}}
              - {code: b_thigh_r, group: back, label: {da: "Højre lår bagpå", en: "Right thigh, back"}}
              - {code: other, label: {da: "Et andet sted", en: "Somewhere else"}}
      - id: lists
        items:
          - id: one
            type: choice
            label: {da: "Et", en: "One"}
            text: {da: "Hvad passer bedst?", en: "What fits best?"}
            groups:
              - {id: first, label: {da: "Først", en: "First"}, help: {da: "De korte", en: "The short ones"}}
              - {id: later, label: {da: "Senere", en: "Later"}}
            options:
              - {code: a, group: first, label: {da: "A", en: "A"}}
              - {code: b, group: first, label: {da: "B", en: "B"}}
              - {code: c, group: later, label: {da: "C", en: "C"}}
"""


def person(language: str = "da") -> Person:
    """Somebody who can answer it now."""
    return answering.person(language=language, instrument=WAYS)
