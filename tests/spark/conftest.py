"""A home with the project's data and all the lists that the tests load with Spark."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from gaoxin.graph.store.dataset_content import content_before
from gaoxin.graph.store.digest import Digest
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home
from tests.fixtures.officer_lists import LISTS, code

HEADER = (
    "企业名称",
    "统一社会信用代码",
    "曾用名",
    "所在园区",
    "所属行业",
    "母公司",
    "注册资本（万元）",
)


def write_firms(path: Path, rows: Iterable[str]) -> Path:
    """A list of firms; a row is the cells of :data:`HEADER` with bars between them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        out.writerows(row.split("|") for row in rows)
    return path


COLUMNS = """
name
credit-code
former-name
locatedIn Zone
operatesIn Industry
partnerOf Enterprise
registeredCapital
"""


def write_mapping(path: Path) -> Path:
    """A mapping for :func:`write_firms` in which the parent is a firm that stands in a relation."""
    lines = ['type = "Enterprise"']
    for header, words in zip(HEADER, COLUMNS.split("\n")[1:], strict=False):
        means, _, type_ = words.partition(" ")
        lines += ["[[column]]", f'header = "{header}"', f'means = "{means}"']
        lines += [f'class = "{type_}"'] if type_ else []
        lines += ['unit = "万元"'] if means == "registeredCapital" else []
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def linked_firms(path: Path) -> Path:
    """Rows that belong together in every way: codes, names, former names, short names, parents."""
    first, second, third = (code("340100", number) for number in (71, 72, 73))
    rows = [
        f"合肥甲一电子有限公司|{first}||合肥高新区|软件开发||100",
        f"合肥甲二电子有限公司|{second}|合肥甲二光电有限公司|合肥高新区|软件开发||200",
        "合肥乙一材料有限公司|||合肥高新区|新材料|合肥甲二电子有限公司|300",
        *(f"合肥丁{n}机械有限公司|||武汉东湖高新区|汽车制造|合肥丙科技集团|{n}" for n in range(9)),
        f"合肥甲一电子科技有限公司|{first}||合肥高新区|集成电路制造||100",
        "合肥甲二光电有限公司|||合肥高新区|软件开发||250",
        "合肥丙科技集团|||合肥高新区|软件开发||900",
        f'"合肥戊\n仪器"有限公司|{third}||合肥高新区|软件开发|合肥乙一材料|70',
        "合肥乙一材料有限公司|||合肥高新区|新材料|合肥戊仪器有限公司|300",
        f"合肥己生物有限公司|{code('340100', 74)}|合肥己医药有限公司|合肥高新区|生物医药||5",
        f"合肥庚生物有限公司|{code('340100', 75)}|合肥己医药有限公司|合肥高新区|生物医药||6",
        "合肥丁１机械有限公司|||武汉东湖高新区|汽车制造|合肥丙 科技集团|1",
        "合肥壬一有限公司|||合肥高新区|新材料|合肥甲二光电有限公司|1",
        "合肥壬二有限公司|||合肥高新区|新材料|合肥癸智造|2",
        "合肥壬三有限公司|||合肥高新区|新材料|合肥癸智造有限公司|3",
        "合肥壬四有限公司|||合肥高新区|新材料|合肥子精工|4",
        "合肥子精工有限公司|||武汉东湖高新区|新材料||5",
        "合肥壬五有限公司|||合肥高新区|新材料|合肥丑電子有限公司|6",
        "合肥壬六有限公司|||合肥高新区|新材料|合肥丑电子有限公司|7",
        "某公司（未具名）|||合肥高新区|新材料||",
        "某公司（未具名）|||武汉东湖高新区|新材料|合肥己医药有限公司|",
    ]
    return write_firms(path, rows)


@pytest.fixture(scope="session")
def with_lists(
    tmp_path_factory: pytest.TempPathFactory, shipped_settings: Settings
) -> tuple[Settings, dict[str, Path]]:
    """A home with the project's data and the lists, which tests may only read; and the files."""
    folder = tmp_path_factory.mktemp("spark")
    settings = copy_home(shipped_settings, folder / "home")
    files = folder / "lists"
    files.mkdir()
    paths = {make.__name__: make(files) for make in LISTS}
    paths["linked"] = linked_firms(files / "linked.csv")
    for item in bundled_datasets():
        if item.name in ("zone-enterprises", "zone-figures"):
            paths[item.name] = files / f"own-{item.path.name}"
            shutil.copy(item.path, paths[item.name])
    load_paths(settings, list(paths.values()))
    return settings, paths


def digest_of_dataset(settings: Settings, path: Path, scratch: Path) -> tuple[str, int]:
    """The digest and the number of the quads of the dataset that a file became."""
    generation = Store(settings).read()
    datasets = generation.manifest.datasets
    (key,) = (key for key, dataset in datasets.items() if dataset.origin == str(path))
    lines = [line[:-3] for line in content_before(generation, key, scratch)]
    digest = Digest()
    digest.add_bytes(lines)
    return str(digest), len(lines)
