#!/usr/bin/python3
"""Action Matching as one writes it in PyTorch: Algorithm 1 of the paper with automatic differentiation.

  steps VARIANT HIDDEN BATCH THREADS SECONDS   steps per second of am or eam (exact Laplacian), d = 2
  gap HIDDEN BATCH RATE SEED THREADS TARGET LIMIT
                                               seconds until the ACTION-GAP on the four corners (T9) is TARGET of K

Prints one JSON object. A step is drawing the minibatch, loss, gradient and Adam. The clock of `gap` runs from the first
line of the training to the look that finds the gap met; the looking itself is left out.
"""
import ctypes
import json
import math
import sys
import time

import torch

ENERGY = 0.204200  # K of the four corners
SPREAD = 0.1       # deviation of the first cloud and of each corner


class Net(torch.nn.Module):
    """The action of three hidden layers, in coordinates of unit size."""

    def __init__(self, hidden, scale=1.0):
        super().__init__()
        layers, width = [], 3
        for _ in range(3):
            layers += [torch.nn.Linear(width, hidden), torch.nn.SiLU()]
            width = hidden
        self.layers, self.scale = torch.nn.Sequential(*layers, torch.nn.Linear(width, 1)), scale

    def forward(self, x, t):
        return self.scale ** 2 * self.layers(torch.cat([x / self.scale, t], 1)).squeeze(1)


def two_clouds(batch):
    x0, x1 = torch.randn(batch, 2), torch.randn(batch, 2) * 0.5 + 1.5
    return x0, x1


def four_corners(batch):
    corners = torch.randint(2, (batch, 2)).float() - 0.5
    return SPREAD * torch.randn(batch, 2), corners + SPREAD * torch.randn(batch, 2)


def loss(net, draw, batch, sigma=0.0):
    """Eq. 5, with sigma Eq. 13."""
    t = torch.rand(batch, 1)
    x0, x1 = draw(batch)
    x = ((1 - t) * x0 + t * x1).requires_grad_(True)
    t.requires_grad_(True)
    gx, gt = torch.autograd.grad(net(x, t).sum(), (x, t), create_graph=True)
    inner = 0.5 * (gx * gx).sum(1) + gt.squeeze(1)
    if sigma:
        inner = inner + 0.5 * sigma ** 2 * sum(
            torch.autograd.grad(gx[:, k].sum(), x, create_graph=True)[0][:, k] for k in range(2))
    zero = torch.zeros(batch, 1)
    return net(x0, zero).mean() - net(x1, zero + 1).mean() + inner.mean()


def exact_slope(t, x):
    """∇s* of the four corners: each axis has S = s²((1−t)²+t²), r = S'/(2S), s* = r x²/2 + (1−t r)(S/t) log cosh(t x/2S)."""
    big = SPREAD ** 2 * ((1 - t) ** 2 + t ** 2)
    r = SPREAD ** 2 * (2 * t - 1) / big
    return r * x + (1 - t * r) / 2 * torch.tanh(t * x / (2 * big))


class Gap:
    """ACTION-GAP on fresh samples, as a part of K."""

    def __init__(self, samples=100_000):
        generator = torch.Generator().manual_seed(99)
        state = torch.random.get_rng_state()
        torch.manual_seed(99)
        x0, x1 = four_corners(samples)
        torch.random.set_rng_state(state)
        self.t = (torch.arange(samples).float().unsqueeze(1) + torch.rand(samples, 1, generator=generator)) / samples
        self.x = (1 - self.t) * x0 + self.t * x1
        self.exact = exact_slope(self.t, self.x)

    def __call__(self, net):
        total = 0.0
        for i in range(0, len(self.x), 4096):
            x = self.x[i:i + 4096].clone().requires_grad_(True)
            slope, = torch.autograd.grad(net(x, self.t[i:i + 4096]).sum(), x)
            total += float(((slope - self.exact[i:i + 4096]) ** 2).sum())
        return 0.5 * total / len(self.x) / ENERGY


def optimizer_step(net, optimizer, draw, batch, sigma=0.0):
    optimizer.zero_grad(set_to_none=True)
    loss(net, draw, batch, sigma).backward()
    optimizer.step()


def set_threads(threads):
    torch.set_num_threads(threads)
    try:
        ctypes.CDLL("libblas.so.3").openblas_set_num_threads(threads)
    except (OSError, AttributeError):
        pass


def steps(variant, hidden, batch, threads, seconds):
    set_threads(threads)
    torch.manual_seed(0)
    net = Net(hidden)
    optimizer = torch.optim.Adam(net.parameters(), 1e-3)
    step = lambda: optimizer_step(net, optimizer, two_clouds, batch, 0.5 if variant == "eam" else 0.0)
    for _ in range(3):
        step()
    start, done = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        step()
        done += 1
    return {"steps_per_second": done / (time.perf_counter() - start)}


def gap(hidden, batch, rate, seed, threads, target, limit):
    set_threads(threads)
    measure = Gap()
    start = time.perf_counter()
    torch.manual_seed(seed)
    net = Net(hidden, scale=0.35)
    optimizer = torch.optim.Adam(net.parameters(), rate)
    average = [p.detach().clone() for p in net.parameters()]
    curve, done, look = [], 0, 100
    while True:
        optimizer_step(net, optimizer, four_corners, batch)
        done += 1
        decay = min(0.99, done / (done + 10))
        with torch.no_grad():
            for a, p in zip(average, net.parameters()):
                a.mul_(decay).add_(p, alpha=1 - decay)
        if done < look:
            continue
        look = done * 1.12
        looked = time.perf_counter()
        found = measure(net)
        kept = [p.detach().clone() for p in net.parameters()]
        with torch.no_grad():
            for p, a in zip(net.parameters(), average):
                p.copy_(a)
        found = min(found, measure(net))
        with torch.no_grad():
            for p, k in zip(net.parameters(), kept):
                p.copy_(k)
        curve.append([looked - start, done, found])
        if found <= target:
            return {"seconds": looked - start, "curve": curve}
        if looked - start > limit or math.isnan(found):
            return {"seconds": None, "curve": curve}
        start += time.perf_counter() - looked


def main():
    job, *words = sys.argv[1:]
    if job == "steps":
        result = steps(words[0], int(words[1]), int(words[2]), int(words[3]), float(words[4]))
    else:
        result = gap(int(words[0]), int(words[1]), float(words[2]), int(words[3]), int(words[4]), float(words[5]),
                     float(words[6]))
    print(json.dumps(result))


if __name__ == "__main__":
    main()
