"""The addresses of django-allauth that we use.

Nobody signs up here or changes their own e-mail address: accounts come with personnel records.
The names are allauth's, which refers to them.
"""

from allauth.account import views
from allauth.socialaccount import views as social_views
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from people.views.sign_in import sign_in

# password/
password_urls = [
    path("change/", views.password_change, name="account_change_password"),
    path("set/", views.password_set, name="account_set_password"),
    path("reset/", views.password_reset, name="account_reset_password"),
    path("reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", sign_in, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", include(password_urls)),
    path("2fa/", include("allauth.mfa.urls")),
]

if settings.OIDC_SERVER_URL:
    urlpatterns += [
        path("", include("allauth.socialaccount.providers.openid_connect.urls")),
        path(
            "3rdparty/login/cancelled/",
            social_views.login_cancelled,
            name="socialaccount_login_cancelled",
        ),
        path("3rdparty/login/error/", social_views.login_error, name="socialaccount_login_error"),
    ]
