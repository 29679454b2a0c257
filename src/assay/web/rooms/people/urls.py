"""The addresses of people and access."""

from django.urls import path

from assay.web.rooms.people import member_views, own_views, views

urlpatterns = [
    path("", views.front, name="front"),
    path("log/", views.log, name="log"),
    path("invite/", views.send_invitation, name="invite"),
    path("invitations/<int:number>/withdraw/", views.withdraw, name="withdraw"),
    path("tokens/<int:number>/revoke/", views.revoke, name="revoke"),
    path("members/<int:number>/role/", member_views.role, name="role"),
    path("members/<int:number>/remove/", member_views.remove, name="remove"),
    path("mine/", own_views.mine, name="mine"),
    path("mine/tokens/<int:number>/revoke/", own_views.revoke, name="revoke-mine"),
    path("mine/leave/", own_views.go, name="leave"),
]
