"""Makes a wheel that carries the program, for `pip install mulu` on CI machines.

usage: wheel.py PROGRAM VERSION PLATFORM_TAG FOLDER
"""

import pathlib
import subprocess
import sys
import tempfile

program, version, tag, folder = sys.argv[1:]
with tempfile.TemporaryDirectory() as scratch:
    root = pathlib.Path(scratch)
    info = root / f"mulu-{version}.dist-info"
    info.mkdir()
    scripts = root / f"mulu-{version}.data" / "scripts"
    scripts.mkdir(parents=True)
    binary = scripts / "mulu"
    binary.write_bytes(pathlib.Path(program).read_bytes())
    binary.chmod(0o755)
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: mulu\nVersion: {version}\n"
        "Summary: 政务公开事项标准目录编译器\nLicense: Apache-2.0\n",
        encoding="utf-8",
    )
    (info / "WHEEL").write_text(
        f"Wheel-Version: 1.0\nGenerator: mulu\nRoot-Is-Purelib: false\nTag: py3-none-{tag}\n", encoding="utf-8"
    )
    # `wheel pack` writes RECORD with the digests, and takes its times from SOURCE_DATE_EPOCH.
    subprocess.run([sys.executable, "-m", "wheel", "pack", scratch, "-d", folder], check=True, stdout=subprocess.DEVNULL)
