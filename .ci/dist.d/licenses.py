"""Writes what a program is made of: an SBOM (CycloneDX 1.6) and the license texts of every dependency.

usage: licenses.py METADATA.json VERSION SBOM.json LICENSES.txt

METADATA.json is the output of `cargo metadata --locked --filter-platform TARGET`. Only what is linked into
the program counts: normal dependencies, from the root down; proc-macros and build scripts run at build
time and are left out. A dependency without a license text of its own is listed with its SPDX expression.
"""

import json
import pathlib
import sys
import uuid
from datetime import datetime, timezone
from os import environ

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

TEXTS = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE")


def linked(metadata):
    """The ids of the packages that end up in the program."""
    packages = {p["id"]: p for p in metadata["packages"]}
    nodes = {n["id"]: n for n in metadata["resolve"]["nodes"]}
    found, todo = set(), [metadata["resolve"]["root"]]
    while todo:
        package = todo.pop()
        if package in found:
            continue
        kinds = {kind for target in packages[package]["targets"] for kind in target["kind"]}
        if "proc-macro" in kinds:
            continue
        found.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                todo.append(dependency["pkg"])
    found.discard(metadata["resolve"]["root"])
    return sorted((packages[p] for p in found), key=lambda p: (p["name"], p["version"]))


def checksums(lock):
    """Name and version to the SHA-256 that Cargo.lock pins."""
    import tomllib

    return {
        (p["name"], p["version"]): p["checksum"]
        for p in tomllib.loads(lock.read_text(encoding="utf-8"))["package"]
        if "checksum" in p
    }


def sbom(packages, version, pinned):
    factory = LicenseFactory()
    bom = Bom()
    # Nothing of the day or of chance: the same sources give the same file.
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"mulu@{version}")
    bom.metadata.timestamp = datetime.fromtimestamp(int(environ["SOURCE_DATE_EPOCH"]), timezone.utc)
    bom.metadata.component = root = Component(
        name="mulu", version=version, type=ComponentType.APPLICATION, bom_ref=f"mulu@{version}",
        licenses=[factory.make_from_string("Apache-2.0")],
    )
    parts = []
    for package in packages:
        digest = pinned.get((package["name"], package["version"]))
        hashes = [HashType(alg=HashAlgorithm.SHA_256, content=digest)] if digest else []
        expression = package.get("license")
        part = Component(
            name=package["name"], version=package["version"], type=ComponentType.LIBRARY,
            bom_ref=f"{package['name']}@{package['version']}",
            purl=PackageURL("cargo", name=package["name"], version=package["version"]),
            hashes=hashes,
            licenses=[factory.make_from_string(expression.replace("/", " OR "))] if expression else [],
        )
        bom.components.add(part)
        parts.append(part)
    bom.register_dependency(root, parts)
    return make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=2)


def texts(packages):
    """Every license text once, with the packages that carry it."""
    carriers, without = {}, []
    for package in packages:
        folder = pathlib.Path(package["manifest_path"]).parent
        files = sorted(f for f in folder.iterdir() if f.is_file() and f.name.upper().startswith(TEXTS))
        name = f"{package['name']} {package['version']}（{package.get('license') or '未写'}）"
        if not files:
            without.append(name)
        for file in files:
            text = file.read_text(encoding="utf-8", errors="replace").strip()
            carriers.setdefault(text, []).append(name)
    out = ["mulu 用到的开源软件和它们的许可证", ""]
    for text, names in sorted(carriers.items(), key=lambda entry: entry[1]):
        out += ["=" * 78, *sorted(set(names)), "-" * 78, text, ""]
    if without:
        out += ["=" * 78, "下面这些没有附许可证全文，许可证以括号里的为准：", *without, ""]
    return "\n".join(out)


def main():
    metadata_file, version, sbom_file, licenses_file = map(pathlib.Path, sys.argv[1:])
    metadata = json.loads(metadata_file.read_text(encoding="utf-8"))
    packages = linked(metadata)
    assert len(packages) > 20, "cargo metadata lists hardly any dependency"
    sbom_file.write_text(sbom(packages, str(version), checksums(pathlib.Path("Cargo.lock"))), encoding="utf-8")
    licenses_file.write_text(texts(packages), encoding="utf-8")
    print(f"dist: {len(packages)} dependencies in the SBOM")


main()
