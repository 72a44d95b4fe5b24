"""How cost grows with the archive: a plot of the figures of each size."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def drawing() -> Any:
    """The module that draws. Raises ``ValueError`` where matplotlib is not installed."""
    try:
        import_module("matplotlib").use("Agg")
    except ModuleNotFoundError:
        raise ValueError("a plot needs matplotlib: pip install 'archiver[bench]'") from None
    return import_module("matplotlib.pyplot")


def plot(path: Path, comments: Sequence[int], series: Mapping[str, Sequence[float]]) -> None:
    """Write a PNG: milliseconds of each series over the number of comments, both on logarithmic scales.

    Raises ``ValueError`` where matplotlib is not installed.
    """
    pyplot = drawing()
    figure, axes = pyplot.subplots(figsize=(7, 4.2), layout="constrained")
    for name, values in series.items():
        axes.plot(comments, values, marker="o", markersize=4, label=name)
    axes.set(xscale="log", yscale="log", xlabel="comments in the archive", ylabel="CPU milliseconds")
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.yaxis.set_major_locator(import_module("matplotlib.ticker").LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter("{x:g}")
    axes.yaxis.set_minor_formatter("")
    axes.grid(visible=True, which="major", color="#dddddd")
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside right upper", frameon=False, fontsize="small")
    figure.savefig(path, dpi=90, metadata={"Software": None})
    pyplot.close(figure)
