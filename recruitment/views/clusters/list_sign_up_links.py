"""Links to share with colleagues outside the clusters: each counted, each with its kit (R11)."""

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.members.models import Cluster
from recruitment.actions.clusters import sign_up_links
from recruitment.cluster_forms import LinkForm
from recruitment.models import PracticeRequest, SignUpDay, SignUpLink
from recruitment.presenters.clusters import kit


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("cluster.manage")
def list_sign_up_links(request: StaffRequest) -> HttpResponse:
    form = LinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        link = sign_up_links.add(**form.cleaned_data, by=request.user)
        messages.success(request, _("The link is ready to be shared."))
        return redirect("recruitment:show_sign_up_kit", code=link.code)
    links = list(SignUpLink.objects.order_by("ended_at", "name", "pk"))
    codes = [link.code for link in links]
    days = SignUpDay.objects.filter(code__in=codes).values_list("code").annotate(n=Sum("opened"))
    asked = PracticeRequest.objects.filter(code__in=codes).values_list("code").annotate(n=Count("pk"))
    opened, signed_up = dict(days), dict(asked)
    page = {
        "form": form,
        "links": [(link, opened.get(link.code, 0), signed_up.get(link.code, 0)) for link in links],
    }
    return render(request, "recruitment/list_sign_up_links.html", page, status=422 if form.is_bound else 200)


@require_POST
@requires("cluster.manage")
def end_sign_up_link(request: StaffRequest, code: str) -> HttpResponse:
    link = get_object_or_404(SignUpLink, code=code)
    sign_up_links.end(link=link, by=request.user)
    messages.success(request, _("Nobody signs up by “%(name)s” any more.") % {"name": link.name})
    return redirect("recruitment:list_sign_up_links")


@never_cache
@require_safe
@requires("cluster.manage")
def show_sign_up_kit(request: StaffRequest, code: str) -> HttpResponse:
    link = SignUpLink.objects.filter(code=code).first()
    cluster = Cluster.objects.filter(code=code).first()
    found = link or cluster
    if found is None:
        raise Http404
    page = {"link": link, "cluster": cluster, "code": code, "kit": kit.kit(code, found.sender_name)}
    return render(request, "recruitment/show_sign_up_kit.html", page)


@never_cache
@require_safe
@requires("cluster.manage")
def draw_sign_up_picture(request: StaffRequest, code: str) -> HttpResponse:
    if not (SignUpLink.objects.filter(code=code).exists() or Cluster.objects.filter(code=code).exists()):
        raise Http404
    return HttpResponse(
        kit.picture(code),
        content_type="image/png",
        headers={"Content-Disposition": f'attachment; filename="rygvej-{code}.png"'},
    )
