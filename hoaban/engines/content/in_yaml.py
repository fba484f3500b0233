"""YAML with places."""

from collections.abc import Iterator

import yaml
from yaml.constructor import SafeConstructor

from hoaban.engines.content.places import Place, Problem, Scalar, Wrong

FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, where the package has it


def places(text: str, file: str) -> Place:
    """The text of a YAML file. Refuses what is no YAML, and a key that stands twice."""
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise Wrong(Problem(file, line, column, f"không phải YAML: {error.problem}")) from None
    if node is None:
        raise Wrong(Problem(file, 1, 1, "tệp rỗng"))
    return _place(node, file)


def _composed(text: str) -> yaml.Node | None:
    """The nodes of the text; where it is no YAML the slower reader says better what and where."""
    try:
        return yaml.compose(text, Loader=FAST)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)


def _place(node: yaml.Node, file: str, within: tuple[yaml.Node, ...] = ()) -> Place:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if any(node is outer for outer in within):
        raise Wrong(Problem(file, line, column, "phần này chứa chính nó"))
    inside = (*within, node)
    if isinstance(node, yaml.MappingNode):
        return Place(dict(_pairs(node, file, inside)), file, line, column)
    if isinstance(node, yaml.SequenceNode):
        return Place([_place(each, file, inside) for each in node.value], file, line, column)
    return Place(_scalar(node, file), file, line, column)


def _pairs(
    node: yaml.MappingNode, file: str, within: tuple[yaml.Node, ...]
) -> Iterator[tuple[str, Place]]:
    seen: set[str] = set()
    for key, value in node.value:
        name, where = str(key.value), key.start_mark
        if not isinstance(key, yaml.ScalarNode):
            raise Wrong(Problem(file, where.line + 1, where.column + 1, "khóa phải là chữ"))
        if name in seen:
            raise Wrong(Problem(file, where.line + 1, where.column + 1, f'khóa "{name}" lặp lại'))
        seen.add(name)
        yield name, _place(value, file, within)


def _scalar(node: yaml.Node, file: str) -> Scalar:
    try:
        value: Scalar = SafeConstructor().construct_object(node)
    except (ValueError, yaml.MarkedYAMLError) as error:
        mark = node.start_mark
        said = error.problem if isinstance(error, yaml.MarkedYAMLError) else error
        problem = Problem(file, mark.line + 1, mark.column + 1, f"giá trị sai: {said}")
        raise Wrong(problem) from None
    return value
