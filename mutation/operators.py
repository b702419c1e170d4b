"""Operators beside those of cosmic-ray: conditions, statements, results, rows of tables.

An operator yields the places of a node that it can change, and changes the one that it is asked
for, as the operators of cosmic-ray do. Nodes are those of parso.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Place = tuple[tuple[int, int], tuple[int, int]]
ROWS_OF_A_TABLE = 3


def _named(value: str, prefix: str = " ") -> Any:
    from parso.python.tree import Name

    return Name(value, (0, 0), prefix)


def _place(node: Any) -> Place:
    return node.start_pos, node.end_pos


class ConditionAlways:
    """The condition of `if`, `elif`, `while` and the conditional expression is `True`."""

    value = "True"

    def mutation_positions(self, node: Any) -> Iterator[Place]:
        """The conditions; `while True` needs no change."""
        for index in self._conditions(node):
            if node.children[index].get_code().strip() not in ("True", "False"):
                yield _place(node.children[index])

    def mutate(self, node: Any, index: int) -> Any:
        """Replace the condition."""
        places = [
            at
            for at in self._conditions(node)
            if node.children[at].get_code().strip() not in ("True", "False")
        ]
        node.children[places[index]] = _named(self.value)
        return node

    @staticmethod
    def _conditions(node: Any) -> list[int]:
        if node.type in ("if_stmt", "while_stmt"):
            words = [getattr(child, "value", None) for child in node.children]
            return [at + 1 for at, word in enumerate(words) if word in ("if", "elif", "while")]
        # `a if b else c`
        return [2] if node.type == "test" and len(node.children) == 5 else []


class ConditionNever(ConditionAlways):
    """The condition is `False`; a loop then never begins."""

    value = "False"


class DropStatement:
    """A statement that does something, rather than name something, is `pass`."""

    def mutation_positions(self, node: Any) -> Iterator[Place]:
        """Calls, awaits, `del`, and assignments to attributes, keys, and of the form `+=`."""
        if node.type != "simple_stmt":
            return
        statement = node.children[0]
        if statement.type in ("atom_expr", "await_expr", "del_stmt"):
            yield _place(statement)
        elif statement.type == "expr_stmt":
            target, sign = statement.children[:2]
            if target.type == "atom_expr" or (sign.type == "operator" and sign.value != "="):
                yield _place(statement)

    def mutate(self, node: Any, index: int) -> Any:
        """Replace the statement."""
        node.children[0] = _named("pass", node.children[0].get_first_leaf().prefix)
        return node


class ReturnNone:
    """A function returns None in place of its result."""

    def mutation_positions(self, node: Any) -> Iterator[Place]:
        """Every `return` with a value."""
        if node.type == "return_stmt" and node.children[1].get_code().strip() != "None":
            yield _place(node)

    def mutate(self, node: Any, index: int) -> Any:
        """Replace the value."""
        node.children[1] = _named("None")
        return node


def _rows(node: Any) -> list[tuple[int, int]]:
    """Where the rows of a literal begin and end among the children of its node."""
    if node.type not in ("dictorsetmaker", "testlist_comp"):
        return []
    if any(child.type in ("sync_comp_for", "comp_for") for child in node.children):
        return []
    rows, begin = [], 0
    for at, child in enumerate([*node.children, None]):
        if child is None or (child.type == "operator" and child.value == ","):
            if at > begin:
                rows.append((begin, at))
            begin = at + 1
    return rows


class DropRow:
    """A row is missing in a table: a dict, set, tuple or list written out, of three or more."""

    def mutation_positions(self, node: Any) -> Iterator[Place]:
        """Every row."""
        rows = _rows(node)
        if len(rows) >= ROWS_OF_A_TABLE:
            # All at once: the row that is dropped is dropped while these are being read.
            places = [(node.children[a].start_pos, node.children[b - 1].end_pos) for a, b in rows]
            yield from places

    def mutate(self, node: Any, index: int) -> Any:
        """Take the row out, with a comma."""
        begin, end = _rows(node)[index]
        if end < len(node.children):
            del node.children[begin : end + 1]
        else:
            del node.children[begin - 1 : end]
        return node


class NextValue:
    """A row of a dict has the value of the next row."""

    def mutation_positions(self, node: Any) -> Iterator[Place]:
        """Every row with a key whose value differs from the next row's."""
        for at, _ in self._pairs(node):
            yield _place(node.children[at])

    def mutate(self, node: Any, index: int) -> Any:
        """Give the row the other value."""
        at, following = self._pairs(node)[index]
        node.children[at] = _named(node.children[following].get_code().strip())
        return node

    @staticmethod
    def _pairs(node: Any) -> list[tuple[int, int]]:
        keyed = [
            end - 1
            for begin, end in _rows(node)
            if end - begin == 3 and getattr(node.children[begin + 1], "value", "") == ":"
        ]
        if len(keyed) < ROWS_OF_A_TABLE:
            return []
        pairs = zip(keyed, [*keyed[1:], keyed[0]], strict=True)
        return [
            (at, following)
            for at, following in pairs
            if node.children[at].get_code().strip() != node.children[following].get_code().strip()
        ]


OWN = {
    kind.__name__: kind
    for kind in (ConditionAlways, ConditionNever, DropStatement, ReturnNone, DropRow, NextValue)
}
