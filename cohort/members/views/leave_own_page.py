"""Signing out of the own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from cohort.members import own
from cohort.members.own import secret


@require_POST
@secret
def leave_own_page(request: HttpRequest) -> HttpResponse:
    own.sign_out(request)
    return render(request, "members/own_page_left.html")
