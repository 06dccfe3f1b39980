"""Every drawing that an instrument names is there."""

import pytest
from django.template.loader import get_template

from questionnaires.definition import load

NAMED = sorted(
    {
        option.picture
        for definition in load.read_folder().values()
        for item in definition.items
        for option in item.options
        if option.picture
    }
)


@pytest.mark.parametrize("name", NAMED)
def test_the_drawing_is_there(name: str) -> None:
    assert "<path" in get_template(f"questionnaires/pictures/{name}.svg").template.source
