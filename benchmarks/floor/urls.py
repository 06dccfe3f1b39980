from django.urls import path

from benchmarks.floor import views

urlpatterns = [
    path("page/", views.page),
    path("enrol/", views.enrol),
    path("answers/<int:pk>/", views.save_answer),
]
