from django.apps import AppConfig


class EthicsOfficersConfig(AppConfig):
    name = "ethics_officers"
