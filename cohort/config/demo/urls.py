from django.urls import path

from cohort.config.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.show_demo, name="show_demo"),
    path("mail/", views.list_mail, name="list_mail"),
    path("mail/<slug:name>/", views.show_mail, name="show_mail"),
    path("clock/", views.move_clock, name="move_clock"),
]
