"""Trained weights to the one ONNX file that ships: ``python -m training.export WEIGHTS OUT.onnx [--fp32]``.

The graph is written by hand, for one sentence a run: nothing is padded, so no sentence sees another, and the fused
operators of onnxruntime fit it. Matrices of the encoder are signed int8, per channel, of reduced range (processors
without VNNI then agree); activations get their scale from the sentence alone; the heads stay fp32.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.labels import TAGS, UPOS
from training.network import ATTENTION_HEADS, EPSILON, LAYERS

_MICROSOFT: Final = "com.microsoft"
_HEAD: Final = "heads"
"""Nodes of this name stay fp32."""
ROUNDED: Final = 256.0
"""Scores are rounded to one part in so many before the best is chosen; equal ones go to the first label."""

Weights = dict[str, np.ndarray]


class Graph:
    """Nodes and initialisers as they are written."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        """Keep a constant and return its name."""
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        """Add a node with one output and return that."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=f"{output}", domain=domain, **attributes))
        return output


def _embedded(graph: Graph, weights: Weights, *, quantised: bool) -> str:
    table = weights["encoder.pieces.weight"]
    if quantised:
        scale = np.abs(table).max(1, keepdims=True).clip(1e-8) / 127.0
        whole = graph.add(
            "Gather", [graph.constant("pieces8", np.rint(table / scale).astype(np.int8)), "pieces"], "piece8"
        )
        wide = graph.add("Cast", [whole], "piece32", to=TensorProto.FLOAT)
        scales = graph.add("Gather", [graph.constant("piece_scale", scale.astype(np.float32)), "pieces"], "scale")
        found = graph.add("Mul", [wide, scales], "piece")
    else:
        found = graph.add("Gather", [graph.constant("pieces32", table), "pieces"], "piece")
    shapes = graph.add("Gather", [graph.constant("shape_table", weights["encoder.shapes.weight"]), "shapes"], "shape")
    places = graph.constant("place_table", weights["encoder.places.weight"])
    count = graph.add("Shape", ["pieces"], "count")
    zero = graph.constant("zero", np.array([0], np.int64))
    place = graph.add("Slice", [places, zero, count, zero], "place")
    added = graph.add("Add", [graph.add("Add", [found, shapes], "piece_shape"), place], "embedding")
    one = graph.constant("one_sentence", np.array([0], np.int64))
    batch = graph.add("Unsqueeze", [added, one], "batch")
    norm = [
        graph.constant("norm_w", weights["encoder.norm.weight"]),
        graph.constant("norm_b", weights["encoder.norm.bias"]),
    ]
    return graph.add("LayerNormalization", [batch, *norm], "x", axis=-1, epsilon=EPSILON)


def _layer(graph: Graph, weights: Weights, x: str, layer: int) -> str:
    def of(name: str) -> np.ndarray:
        return weights[f"encoder.blocks.{layer}.{name}"]

    def kept(name: str, value: np.ndarray) -> str:
        return graph.constant(f"{name}_{layer}", value)

    def normed(done: str, before: str, bias: str, norm: str, output: str) -> str:
        # Written apart: the fused operator of the runtime takes three times as long as an addition and a norm.
        biased = graph.add("Add", [done, bias], f"{output}_biased")
        added = graph.add("Add", [biased, before], f"{output}_added")
        inputs = [added, kept(f"{norm}w", of(f"{norm}.weight")), kept(f"{norm}b", of(f"{norm}.bias"))]
        return graph.add("LayerNormalization", inputs, output, axis=-1, epsilon=EPSILON)

    qkv = [x, kept("qkv_w", of("qkv.weight").T), kept("qkv_b", of("qkv.bias"))]
    mixed = graph.add("Attention", qkv, f"mixed_{layer}", _MICROSOFT, num_heads=ATTENTION_HEADS)
    out = graph.add("MatMul", [mixed, kept("out_w", of("out.weight").T)], f"out_{layer}")
    x = normed(out, x, kept("out_b", of("out.bias")), "norm1", f"attended_{layer}")
    up = graph.add("MatMul", [x, kept("up_w", of("up.weight").T)], f"up_{layer}")
    bent = graph.add("BiasGelu", [up, kept("up_b", of("up.bias"))], f"bent_{layer}", _MICROSOFT)
    down = graph.add("MatMul", [bent, kept("down_w", of("down.weight").T)], f"down_{layer}")
    return normed(down, x, kept("down_b", of("down.bias")), "norm2", f"x_{layer}")


def _heads(graph: Graph, weights: Weights, x: str) -> list[str]:
    """Add all heads as one product, and return the names of the outputs."""
    sentence = graph.add("Squeeze", [x, "one_sentence"], "sentence")
    ends = [graph.add("Gather", [sentence, place], f"{place}_piece") for place in ("first", "last")]
    words = graph.add(
        "Mul", [graph.add("Add", ends, "both"), graph.constant("half", np.array(0.5, np.float32))], "words"
    )
    parts = ("upos", "features", "names", "arc_dependent", "arc_governor", "relation_dependent", "relation_governor")
    wide = np.concatenate([weights[f"{part}.weight"] for part in parts]).T
    bias = np.concatenate([weights[f"{part}.bias"] for part in parts])
    sizes = [len(weights[f"{part}.bias"]) for part in parts]
    product = graph.add("MatMul", [words, graph.constant("heads_w", wide)], _HEAD)
    scores = graph.add("Add", [product, graph.constant("heads_b", bias)], "scores")
    split = graph.constant("sizes", np.array(sizes, np.int64))
    graph.nodes.append(
        helper.make_node("Split", [scores, split], [f"{part}_raw" for part in parts], axis=-1, name="split")
    )
    parted = graph.constant("parts_of_one", np.array(ROUNDED, np.float32))

    def rounded(scores: str, output: str) -> str:
        return graph.add("Round", [graph.add("Mul", [scores, parted], f"{output}_large")], output)

    for part in ("upos", "features"):
        graph.add("ArgMax", [rounded(f"{part}_raw", f"{part}_rounded")], part, axis=-1, keepdims=0)
    rounded("names_raw", "names")
    dependent = graph.add("Relu", ["arc_dependent_raw"], "arc_dependent")
    governor = graph.add("Relu", ["arc_governor_raw"], "arc_governor")
    mapped = graph.add("MatMul", [dependent, graph.constant("arc_w", weights["arc"])], f"{_HEAD}_arc")
    biased = graph.add("Add", [mapped, graph.constant("arc_b", weights["arc_bias"])], "arc_mapped")
    turned = graph.add("Transpose", [governor], "governor_turned", perm=[1, 0])
    rounded(graph.add("MatMul", [biased, turned], f"{_HEAD}_arcs"), "arcs")
    graph.add("Identity", ["relation_dependent_raw"], "dependent")
    graph.add("Identity", ["relation_governor_raw"], "governor")
    graph.add("Identity", [graph.constant("relation_w", weights["relation.weight"].T)], "relation_weight")
    graph.add("Identity", [graph.constant("relation_b", weights["relation.bias"])], "relation_bias")
    return ["upos", "features", "names", "arcs", "dependent", "governor", "relation_weight", "relation_bias"]


def written(weights: Weights, labels: dict[str, list[str]], *, quantised: bool) -> onnx.ModelProto:
    """Return the model with fp32 matrices; the table of pieces is int8 already where ``quantised``."""
    graph = Graph()
    x = _embedded(graph, weights, quantised=quantised)
    for layer in range(LAYERS):
        x = _layer(graph, weights, x, layer)
    outputs = _heads(graph, weights, x)
    kinds = {"upos": TensorProto.INT64, "features": TensorProto.INT64}
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [size])
        for name, size in (("pieces", "pieces"), ("shapes", "pieces"), ("first", "words"), ("last", "words"))
    ]
    found = [helper.make_tensor_value_info(name, kinds.get(name, TensorProto.FLOAT), None) for name in outputs]
    body = helper.make_graph(graph.nodes, "dateline", inputs, found, list(graph.constants.values()))
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
    model = helper.make_model(body, opset_imports=opsets, ir_version=8, producer_name="dateline")
    helper.set_model_props(model, {name: json.dumps(values) for name, values in labels.items()})
    return model


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fp32", action="store_true", help="leave every matrix as it is, to compare with")
    given = parser.parse_args()
    saved = torch.load(given.weights, weights_only=True, map_location="cpu")
    weights = {name: value.float().numpy() for name, value in saved["weights"].items()}
    labels = {"upos": list(UPOS), "features": saved["features"], "names": list(TAGS), "relations": saved["relations"]}
    model = written(weights, labels, quantised=not given.fp32)
    if given.fp32:
        onnx.save(model, given.out)
        return
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(model, plain)
        quantize_dynamic(
            plain,
            given.out,
            op_types_to_quantize=["MatMul", "Attention"],
            nodes_to_exclude=[node.name for node in model.graph.node if node.name.startswith(_HEAD)],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )


if __name__ == "__main__":
    main()
