"""pydicom reads what the hub gave: pydicom_reads.py <folder>..., each with sent.dcm, stored.dcm (as the hub gave it),
decoded.dcm (as explicit VR little endian), metadata.json and, where sent.dcm is compressed, perhaps plain.dcm.

Prints one line for everything that is not as it was sent, and last how many folders it read.
"""
import json
import os
import sys

import numpy
import pydicom
from pydicom.dataset import Dataset

def without_pixels(data):
    copy = Dataset(data)
    for tag in list(copy.keys()):
        if copy[tag].VR in ("OB", "OW", "OF", "OD", "OL", "OV", "UN") or tag in DESCRIBE_PIXELS:
            del copy[tag]
    return copy


# May change when pixels are decoded: PS3.5 8.2 and PS3.3 C.7.6.3.1.
DESCRIBE_PIXELS = {(0x0028, 0x0004), (0x0028, 0x0006), (0x0028, 0x2110)}


def compare(folder, what, one, other):
    for tag in sorted(set(one.keys()) | set(other.keys())):
        if tag.element == 0:
            continue
        if tag not in one or tag not in other:
            print(folder, what, tag, "only", "sent" if tag in one else "received")
        elif one[tag].VR == "SQ":
            for first, second in zip(one[tag].value, other[tag].value):
                compare(folder, what, without_pixels(first), without_pixels(second))
            if len(one[tag].value) != len(other[tag].value):
                print(folder, what, tag, "number of items")
        elif same(one[tag].value) != same(other[tag].value):
            print(folder, what, tag)


def same(value):
    """An empty value is an empty value; numbers written in other ways are the same numbers."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, pydicom.multival.MultiValue) or isinstance(value, list):
        return [same(each) for each in value]
    if isinstance(value, (float, int)) and not isinstance(value, bool):
        return float(value)
    return str(value)


def read_file(folder, name):
    """With its text decoded: a copy of an item would not know its file's character set."""
    read = pydicom.dcmread(os.path.join(folder, name))
    read.decode()
    return read


def check(folder):
    sent, stored, decoded = (read_file(folder, name) for name in ("sent.dcm", "stored.dcm", "decoded.dcm"))
    compare(folder, "stored", without_pixels(sent), without_pixels(stored))
    compare(folder, "decoded", without_pixels(sent), without_pixels(decoded))
    if "PixelData" in sent:
        if stored.PixelData != sent.PixelData:
            print(folder, "stored: other pixel data")
        plain = os.path.join(folder, "plain.dcm")
        original = pydicom.dcmread(plain) if os.path.exists(plain) else sent
        if not numpy.array_equal(original.pixel_array, decoded.pixel_array):
            print(folder, "decoded: other pixels")
    with open(os.path.join(folder, "metadata.json"), encoding="utf-8") as stream:
        metadata = json.load(stream)
    if len(metadata) != 1:
        print(folder, "metadata:", len(metadata), "instances")
    read = Dataset.from_json(metadata[0], lambda tag, vr, uri: b"")
    expected = without_pixels(sent)
    # PS3.18 F.2: the text is UTF-8 whatever it was; PS3.18 10.4.3.3.2: what the hub adds is not of the object.
    for tag in ((0x0008, 0x0005), (0x0008, 0x1190), (0x0008, 0x3002)):
        for each in (read, expected):
            if tag in each:
                del each[tag]
    compare(folder, "metadata", expected, without_pixels(read))


for name in sys.argv[1:]:
    check(name)
print("read", len(sys.argv) - 1)
