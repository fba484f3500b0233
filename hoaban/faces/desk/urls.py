from django.urls import path

from hoaban.casework.lists import desk as lists
from hoaban.faces.desk import inbox, pages, search, unconfirmed, work

app_name = "desk"
urlpatterns = [
    path("desk/", work.work, name="work"),
    path("desk/sign-in/", pages.sign_in, name="sign_in"),
    path("desk/sign-out/", pages.sign_out, name="sign_out"),
    path("desk/post/", pages.choose, name="choose"),
    path("desk/inbox/", inbox.inbox, name="inbox"),
    path("desk/lists/<str:listing>/", lists.views, name="views"),
    path("desk/unconfirmed/", unconfirmed.unconfirmed, name="unconfirmed"),
    path("desk/search/", search.search, name="search"),
]
