"""Addresses of those who work here."""

from django.urls import path

from cohort.members.views.invite_staff import invite_staff
from cohort.members.views.list_staff import list_staff

app_name = "members"

urlpatterns = [
    path("staff/", list_staff, name="list_staff"),
    path("staff/invite/", invite_staff, name="invite_staff"),
]
