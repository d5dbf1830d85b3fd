"""Compares what Inkling wrote for Keras with how Keras writes: python3 keras_files.py FOLDER NAME.

Keras 2.10 writes .h5 files, and 3.8 .keras files, with these groups, attributes and types. A line for each
check begins with "ok" or "FAILED".
"""

import io
import json
import re
import struct
import sys
import zipfile

import h5py
import numpy as np

folder, name = sys.argv[1:]


def check(what, is_right):
    print("ok" if is_right else "FAILED", what)


def safetensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    tensors = {}
    for key, about in header.items():
        if key != "__metadata__":
            begin, end = about["data_offsets"]
            dtype = {"F32": "<f4", "I8": "i1"}[about["dtype"]]
            tensors[key] = np.frombuffer(data[begin:end], dtype).reshape(about["shape"])
    return tensors


def texts(values):
    return [value.decode() if isinstance(value, bytes) else value for value in values]


weights = list(safetensors(f"{folder}/{name}_out.safetensors").values())


def same(arrays):
    return len(arrays) == len(weights) and all(
        a.shape == b.shape and a.dtype == np.float32 and np.array_equal(a, b) for a, b in zip(arrays, weights)
    )


def groups_of(group):
    names = []
    group.visititems(lambda path, each: names.append(path) if isinstance(each, h5py.Group) else None)
    return names


def read_layers(group):
    arrays, is_right = [], True
    for layer in texts(group.attrs["layer_names"]):
        for weight in texts(group[layer].attrs["weight_names"]):
            is_right = is_right and weight.split("/")[0] == layer and weight.endswith(":0")
            arrays.append(group[layer][weight][()])
        if len(group[layer].attrs["weight_names"]) == 0:
            is_right = is_right and group[layer].attrs["weight_names"].dtype == np.float64
    return arrays, is_right and "top_level_model_weights" in group


with h5py.File(f"{folder}/{name}.h5") as file:
    config = json.loads(file.attrs["model_config"])
    layers = [layer["config"]["name"] for layer in config["config"]["layers"]]
    arrays, is_right = read_layers(file["model_weights"])
    about = {"backend", "keras_version"}
    is_right = is_right and about <= set(file.attrs) and about <= set(file["model_weights"].attrs)
    check(".h5 is built as Keras 2.10 does", is_right)
    check(".h5 names its layers", texts(file["model_weights"].attrs["layer_names"]) == layers[1:])
    check(".h5 has the weights", same(arrays))

with h5py.File(f"{folder}/{name}_weights.h5") as file:
    arrays, is_right = read_layers(file)
    check(".json has its weights beside it", is_right and same(arrays))

with zipfile.ZipFile(f"{folder}/{name}.keras") as archive:
    names = [(each.filename, each.compress_type) for each in archive.infolist()]
    expected = [(each, zipfile.ZIP_STORED) for each in ("metadata.json", "config.json", "model.weights.h5")]
    config = json.loads(archive.read("config.json"))
    with h5py.File(io.BytesIO(archive.read("model.weights.h5"))) as file:
        layers = config["config"]["layers"][1:]
        counts, arrays, groups = {}, [], {"layers", "vars"}
        for layer in layers:
            kind = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", layer["class_name"]).lower()
            number = counts[kind] = counts.get(kind, -1) + 1
            group = f"layers/{kind}" + (f"_{number}" if number else "")
            groups |= {group, group + "/vars"}
            if file[group + "/vars"].attrs["name"] != layer["config"]["name"]:
                groups.add("a name that is missing")
            for i in range(len(file[group + "/vars"])):
                arrays.append(file[group + "/vars"][str(i)][()])
        check(".keras is built as Keras 3.8 does", names == expected and set(groups_of(file)) == groups)
        check(".keras has the weights", same(arrays))

with open(f"{folder}/{name}.py") as script:
    compile(script.read(), script.name, "exec")
check(".py is Python", True)
