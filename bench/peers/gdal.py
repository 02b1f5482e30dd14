"""Best mosaic of 16 scenes with GDAL and NumPy, as one would write it: python3 gdal.py URL OUT SCENES X0 Y0 X1 Y1 WIDTH HEIGHT CRS"""
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from osgeo import gdal

url, out, scenes = sys.argv[1], sys.argv[2], int(sys.argv[3])
bounds = [float(number) for number in sys.argv[4:8]]
width, height, crs = int(sys.argv[8]), int(sys.argv[9]), sys.argv[10]
gdal.UseExceptions()
gdal.SetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR")
gdal.SetConfigOption("GDAL_HTTP_VERSION", "1.1")
gdal.SetConfigOption("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".tif")
BANDS = ("cloud", "B4", "B3", "B2")


def read(name):
    options = dict(format="MEM", dstSRS=crs, outputBounds=bounds, width=width, height=height, resampleAlg="near")
    return gdal.Warp("", f"/vsicurl/{url}/{name}.tif", **options).ReadAsArray()


names = [f"{scene % 16:02d}-{band}" for scene in range(scenes) for band in BANDS]
with ThreadPoolExecutor(8) as threads:
    read_all = list(threads.map(read, names))
by_band = {band: np.stack(read_all[i :: len(BANDS)]) for i, band in enumerate(BANDS)}
# The first of the reversed order is the last of those that are equally clear.
winner = scenes - 1 - np.argmin(by_band["cloud"][::-1], axis=0)
mosaic = [np.take_along_axis(by_band[band], winner[None], axis=0)[0] for band in BANDS[1:]]
winner.astype("<i4").tofile(f"{out}.winner")
np.stack(mosaic).astype("<u2").tofile(f"{out}.colours")
