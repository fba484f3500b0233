"""Every adapter of a gateway takes and gives what its contract says."""

import inspect
from importlib import import_module
from pathlib import Path

import pytest

from tests.architecture import house

GATEWAYS = sorted(path.parent for path in (house.HOUSE / "gateways").glob("*/contract.py"))


def protocols(gateway: Path) -> dict[str, type]:
    contract = import_module(house.module_name(gateway / "contract.py"))
    return {
        name: thing
        for name, thing in vars(contract).items()
        if inspect.isclass(thing)
        and getattr(thing, "_is_protocol", False)
        and thing.__module__ == contract.__name__
    }


def adapters(gateway: Path) -> list[type]:
    """The classes in `adapters/` whose name ends so."""
    modules = [
        import_module(house.module_name(path))
        for path in sorted((gateway / "adapters").glob("*.py"))
        if path.stem != "__init__"
    ]
    return [
        thing
        for module in modules
        for name, thing in vars(module).items()
        if inspect.isclass(thing)
        and name.endswith("Adapter")
        and thing.__module__ == module.__name__
    ]


def test_the_gateways_have_contracts() -> None:
    assert [path.name for path in GATEWAYS] == ["notify", "payments", "signing"]


@pytest.mark.parametrize("gateway", GATEWAYS, ids=lambda path: path.name)
def test_an_adapter_has_the_signatures_of_its_contract(gateway: Path) -> None:
    (contract,) = protocols(gateway).values()
    wanted = {
        name: inspect.signature(function)
        for name, function in vars(contract).items()
        if inspect.isfunction(function) and not name.startswith("_")
    }
    assert wanted
    for adapter in adapters(gateway):
        assert {name: inspect.signature(getattr(adapter, name)) for name in wanted} == wanted


@pytest.mark.parametrize("gateway", GATEWAYS, ids=lambda path: path.name)
def test_one_suite_runs_over_every_adapter(gateway: Path) -> None:
    suite = (house.ROOT / "tests" / "contracts" / f"test_{gateway.name}.py").read_text()
    assert [
        adapter.__name__ for adapter in adapters(gateway) if adapter.__name__ not in suite
    ] == []
