"""Addresses of those who work here, and of the door of a participant's own page."""

from django.urls import path

import cohort.common.converters  # noqa: F401 - names the converters used below
from cohort.members.views import manage_staff
from cohort.members.views.find_own_link import find_own_link
from cohort.members.views.invite_staff import invite_staff
from cohort.members.views.leave_own_page import leave_own_page
from cohort.members.views.list_staff import list_staff
from cohort.members.views.open_own_link import open_own_link
from cohort.members.views.own_mitid import begin_own_mitid, finish_own_mitid
from cohort.members.views.type_own_code import type_own_code

app_name = "members"

urlpatterns = [
    path("staff/", list_staff, name="list_staff"),
    path("staff/invite/", invite_staff, name="invite_staff"),
    path("staff/<int:pk>/", manage_staff.show_staff, name="show_staff"),
    path("staff/<int:pk>/close/", manage_staff.close_staff, name="close_staff"),
    path("staff/<int:pk>/reopen/", manage_staff.reopen_staff, name="reopen_staff"),
    path("staff/<int:pk>/role/", manage_staff.change_role, name="change_role"),
    path("staff/<int:pk>/second-factor/reset/", manage_staff.reset_second_factor, name="reset_second_factor"),
    path("staff/<int:pk>/practices/", manage_staff.add_membership, name="add_membership"),
    path("staff/<int:pk>/practices/<int:membership>/end/", manage_staff.end_membership, name="end_membership"),
    path("staff/<int:pk>/practices/<int:membership>/move/", manage_staff.move_membership, name="move_membership"),
    # the door of the own page; the page itself stands where the course is known: OWN_PAGE
    path("mine/find/", find_own_link, name="find_own_link"),
    path("mine/code/", type_own_code, name="type_own_code"),
    path("mine/leave/", leave_own_page, name="leave_own_page"),
    path("mine/mitid/", begin_own_mitid, name="begin_own_mitid"),
    path("mine/mitid/back/", finish_own_mitid, name="finish_own_mitid"),
    path("mine/<token:token>/", open_own_link, name="open_own_link"),
]
