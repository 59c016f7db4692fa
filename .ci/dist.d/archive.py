"""Packs a folder into a zip whose names every system reads: those that are not ASCII are marked as UTF-8.

    archive.py FOLDER FILE.zip SECONDS

The time stamps of all entries are SECONDS since 1970; the same folder gives the same bytes.
"""

import os
import sys
import time
import zipfile

folder, target, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3])
parent = os.path.dirname(os.path.abspath(folder))
stamp = time.gmtime(seconds)[:6]
paths = sorted(
    os.path.join(place, name) for place, _, names in os.walk(folder) for name in names
)
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in paths:
        entry = zipfile.ZipInfo(os.path.relpath(path, parent).replace(os.sep, "/"), stamp)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        with open(path, "rb") as file:
            archive.writestr(entry, file.read())
