"""PyTorch as a contender: see tests/bench/program.mjs. The first line is {"network", "work", "batch_size", "threads"}."""
import json
import sys
import time

import torch
from torch import nn

task = json.loads(sys.stdin.readline())
network, batch_size = task["network"], task["batch_size"]
torch.set_num_threads(task["threads"])
torch.manual_seed(1)


def layer(op):
    kind, inputs, outputs = op["type"], op["input"][-1], op["output"][-1]
    if kind == "conv":
        return nn.Conv2d(inputs, outputs, op["side"], bias=op["bias"])
    if kind == "pool":
        return nn.MaxPool2d(2)
    if kind == "dense":
        return nn.Linear(inputs, outputs)
    if kind == "dropout":
        return nn.Dropout(op["rate"])
    return nn.Flatten() if kind == "flatten" else nn.ReLU()


model = nn.Sequential(*map(layer, network["operations"]))
optimizer = torch.optim.Adam(model.parameters(), network["learning_rate"])
images = torch.rand(batch_size, 1, 28, 28)
labels = torch.arange(batch_size) % 10


def batch():
    optimizer.zero_grad()
    nn.functional.cross_entropy(model(images), labels).backward()
    optimizer.step()


for line in sys.stdin:
    milliseconds = float(line.split()[1])
    begin, done = time.perf_counter(), 0
    while True:
        batch()
        done += batch_size
        seconds = time.perf_counter() - begin
        if seconds * 1000 >= milliseconds:
            break
    print(json.dumps({"images": done, "seconds": seconds}), flush=True)
