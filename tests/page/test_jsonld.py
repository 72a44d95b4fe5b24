from __future__ import annotations

import time
from typing import Any

import pytest

from archiver.page.jsonld import parse, read_graph

BROKEN: list[tuple[str, str, Any]] = [
    ("HTML comment", '<!-- {"a": 1} -->', {"a": 1}),
    ("CDATA", '<![CDATA[ {"a": 1} ]]>', {"a": 1}),
    ("CDATA in a line comment", '//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}),
    ("CDATA in a block comment", '/*<![CDATA[*/{"a": 1}/*]]>*/', {"a": 1}),
    ("semicolon", '{"a": 1};', {"a": 1}),
    ("byte order mark", '\ufeff{"a": 1}', {"a": 1}),
    ("trailing comma in object", '{"a": 1,}', {"a": 1}),
    ("trailing comma in list", '{"a": [1, 2, ]}', {"a": [1, 2]}),
    ("raw line break", '{"a": "x\ny"}', {"a": "x\ny"}),
    ("raw control characters", '{"a": "x\x01\ty"}', {"a": "x\x01\ty"}),
    ("escaped apostrophe", '{"a": "it\\\'s \\"fine\\""}', {"a": 'it\'s "fine"'}),
    ("entities for quotes", "{&quot;a&quot;: &quot;x&quot;}", {"a": "x"}),
    ("two values", '{"a": 1} {"b": 2}', [{"a": 1}, {"b": 2}]),
    ("two values with a comma", '{"a": 1},\n{"b": 2},', [{"a": 1}, {"b": 2}]),
    ("a good and a broken value", '{"a": 1} {"b": ', [{"a": 1}]),
    ("NaN", '{"a": NaN, "b": Infinity}', {"a": None, "b": None}),
    ("lone surrogate", r'{"a": "x\ud83d", "b": "\ud83d\ude00"}', {"a": "x\ufffd", "b": "😀"}),
    ("empty", "", None),
    ("text", "no JSON at all", None),
    ("half", '{"a": ', None),
    ("template", "{{ page.json }}", None),
    ("number of 5,000 digits", "9" * 5000, None),
]


@pytest.mark.parametrize(("script", "value"), [(b[1], b[2]) for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_broken_json_is_repaired_or_passed_over(script: str, value: Any) -> None:
    assert parse(script) == value


def test_text_with_commas_and_brackets_is_left_alone_when_the_json_is_good() -> None:
    assert parse('{"a": "one, ] two, }"}') == {"a": "one, ] two, }"}


def test_deep_and_huge_scripts_are_passed_over() -> None:
    assert parse("[" * 100_000 + "]" * 100_000) is None
    assert parse('{"a":' * 50_000 + "1" + "}" * 50_000) is None
    assert parse("[" + "1," * 3_000_000 + "1]") is None


@pytest.mark.parametrize(
    "text", [" " * 500_000 + "x", "," + " " * 500_000 + ",", '"' + "\\" * 500_000, "-->" + " " * 500_000 + "x"]
)
def test_repairs_take_linear_time(text: str) -> None:
    start = time.process_time()
    parse("{" + text)
    assert time.process_time() - start < 2


def test_nodes_of_all_scripts_lists_and_graphs_stand_for_themselves() -> None:
    graph = read_graph(
        [
            '{"@graph": [{"@type": "WebSite", "@id": "#s"}, {"@type": "Article", "isPartOf": {"@type": "Blog"}}]}',
            "broken",
            '[{"@type": "Person"}, [{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting"}}], 7, "x", null]',
        ]
    )
    assert [node["@type"] for node in graph.nodes] == ["WebSite", "Article", "Person", "WebPage", "BlogPosting"]
    assert [node["@type"] for node in graph.nested] == ["Blog"]


def test_the_fullest_node_of_an_id_is_the_one_referred_to() -> None:
    graph = read_graph(
        ['[{"@type": "Article", "author": {"@id": "#a"}}, {"@id": "#a", "@type": "Person", "name": "Ann"}]']
    )
    assert graph.values(graph.nodes[0], "author") == [{"@id": "#a", "@type": "Person", "name": "Ann"}]


def test_number_of_nodes_is_bounded() -> None:
    script = "[" + ",".join("[" + ",".join(['{"@type": "A"}'] * 1000) + "]" for _ in range(100)) + "]"
    assert 1000 < len(read_graph([script]).nodes) <= 20_000
