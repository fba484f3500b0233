from django.urls import path

from hoaban.domains.office.people import desk

app_name = "people"
urlpatterns = [
    path("desk/people/", desk.people, name="desk_people"),
    path("desk/people/new/", desk.new, name="desk_new"),
    path("desk/people/partners/", desk.partners, name="desk_partners"),
    path("desk/people/partners/<slug:slug>/revoke/", desk.revoke_partner, name="desk_revoke"),
    path("desk/people/posts/<slug:public_id>/end/", desk.end_post, name="desk_end_post"),
    path("desk/people/posts/<slug:public_id>/delegate/", desk.delegate, name="desk_delegate"),
    path("desk/people/posts/<slug:public_id>/back/", desk.end_delegation, name="desk_back"),
    path("desk/people/<slug:public_id>/", desk.person, name="desk_person"),
    path("desk/people/<slug:public_id>/appoint/", desk.appoint, name="desk_appoint"),
    path("desk/people/<slug:public_id>/rename/", desk.rename, name="desk_rename"),
    path("desk/people/<slug:public_id>/password/", desk.password, name="desk_password"),
    path("desk/people/<slug:public_id>/close/", desk.close, name="desk_close"),
    path("desk/people/<slug:public_id>/reopen/", desk.reopen, name="desk_reopen"),
    path("desk/agencies/", desk.agency_tree, name="desk_agencies"),
]
