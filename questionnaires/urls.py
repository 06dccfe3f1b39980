"""Addresses of answering. The token in an address is the whole key to it."""

from django.urls import path

from questionnaires.views.set_text_size import set_text_size

app_name = "questionnaires"

urlpatterns = [
    path("text-size/", set_text_size, name="set_text_size"),
]
