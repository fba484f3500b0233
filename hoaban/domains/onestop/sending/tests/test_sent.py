"""The last page of a filing says where news comes, and has no sentence with an empty place."""

import pytest
from django.test import Client

from hoaban.core.people.models import Person
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.desks import BACKEND
from tests.world.scenes import Scenes


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"phone": "0912340123", "email": ""}, "Chúng tôi báo tin đến 0912 340 123."),
        ({"phone": "", "email": "ban@vidu.vn"}, "Chúng tôi báo tin đến ban@vidu.vn."),
        ({"phone": "", "email": ""}, "Bạn không khai số di động hay thư điện tử"),
    ],
    ids=["telephone", "e-mail", "neither"],
)
def test_it_names_the_way_by_which_whoever_filed_is_reached(
    client: Client, scenes: Scenes, said: dict[str, str], told: str
) -> None:
    dossier = scenes.bring("submitted")
    block = dossier.owner | said
    Dossier.objects.filter(pk=dossier.pk).update(owner=block, submitter=block)
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    page = " ".join(client.get(f"/my/{dossier.reference}/sent/").text.split())
    assert told in page
    assert "báo tin đến ." not in page
