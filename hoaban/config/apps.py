from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "hoaban.config"

    def ready(self) -> None:
        from hoaban.config import wiring

        wiring.connect()
