"""Translates the filter of a search into SQL, with precise errors for invalid filters."""

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

from sqlalchemy import ColumnElement, and_, false, func, literal, not_, or_, select

from .fields import OPERATORS, Field, values_of
from .functions import instant

# SQLite's own limits are a depth of 1000 and about 32 000 values in total.
MAX_DEPTH = 50
MAX_CONDITIONS = 300
MAX_VALUES = 10_000
MAX_PATTERN = 1000

Location = tuple[str | int, ...]
Condition = ColumnElement[bool]

ALL = (*OPERATORS["text"], "and", "or")
COMPARISONS: dict[str, Callable[[Any, Any], Condition]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
SHAPE = '{OPERATOR: [{"var": FIELD}, VALUE]}'


class FilterError(Exception):
    """An invalid filter.

    Attributes:
        location: Its location in the request.
    """

    def __init__(self, message: str, location: Location) -> None:
        super().__init__(message)
        self.location = location


def condition(filter_: object, fields: Mapping[str, Field], location: Location) -> Condition:
    """Translate a filter into SQL.

    A null field matches only `==` null, `in` a list with null, and the negation of a comparison
    with null: as in SQL, all other comparisons with null are false.

    Args:
        filter_: The received filter.
        fields: The searchable fields.
        location: Its location in the request.

    Returns:
        The condition.

    Raises:
        FilterError: It is not a filter, or has an unknown field or operator.
    """
    budget = iter(range(MAX_CONDITIONS))
    found = _condition(filter_, fields, location, MAX_DEPTH, budget)
    if _number_of_values(filter_) > MAX_VALUES:
        raise FilterError(f"a filter may have at most {MAX_VALUES} values", location)
    return found


def _number_of_values(node: object) -> int:
    """The number of values in a valid filter."""
    if isinstance(node, dict):
        return sum(_number_of_values(each) for name, each in node.items() if name != "var")
    return sum(map(_number_of_values, node)) if isinstance(node, list) else 1


def _condition(
    node: object,
    fields: Mapping[str, Field],
    location: Location,
    depth: int,
    budget: Iterator[int],
) -> Condition:
    if depth == 0:
        raise FilterError(f"filters may be nested at most {MAX_DEPTH} deep", location)
    if next(budget, None) is None:
        raise FilterError(f"a filter may have at most {MAX_CONDITIONS} conditions", location)
    if not isinstance(node, dict) or len(node) != 1:
        raise FilterError(f"a filter is {SHAPE}, with one of {', '.join(ALL)}", location)
    [(asked, operands)] = node.items()
    here = (*location, asked)
    if asked not in ALL:
        raise FilterError(f"{asked!r} is not an operator; it must be one of {', '.join(ALL)}", here)
    if asked in {"and", "or"}:
        if not isinstance(operands, list) or not operands:
            raise FilterError(f"{asked} takes a list of one or more filters", here)
        parts = [
            _condition(operand, fields, (*here, index), depth - 1, budget)
            for index, operand in enumerate(operands)
        ]
        return and_(*parts) if asked == "and" else or_(*parts)
    if not isinstance(operands, list) or len(operands) != 2:
        raise FilterError(f"{asked} takes a field and a value: {SHAPE}", here)
    field = _field(operands[0], fields, (*here, 0))
    if asked not in field.operators:
        raise FilterError(
            f"{asked} is not an operator of {field.name}, which is a {field.kind};"
            f" it must be one of {', '.join(field.operators)}",
            here,
        )
    return _ask(field, asked, operands[1], (*here, 1))


def _field(node: object, fields: Mapping[str, Field], location: Location) -> Field:
    if not isinstance(node, dict) or set(node) != {"var"} or not isinstance(node["var"], str):
        raise FilterError('a field is written {"var": FIELD}', location)
    found = fields.get(node["var"])
    if found is None or not found.operators:
        allowed = [field.name for field in fields.values() if field.operators]
        raise FilterError(
            f"{node['var']!r} is not a field to filter on; it must be one of {', '.join(allowed)}",
            (*location, "var"),
        )
    return found


def _ask(field: Field, asking: str, value: object, location: Location) -> Condition:
    column = field.comparable
    negated, asked = asking.startswith("!"), asking.lstrip("!")
    if asked in {"=", "=="} and value is None:
        return column.is_not(None) if negated else column.is_(None)
    if asked == "in":
        return _among(field, _values(field, value, location), negated)
    if field.kind == "list":
        if asked != "contains":
            raise FilterError(
                f"{field.name} is a list: {asking} takes only null; use contains or in", location
            )
        wanted = _values(field, value if isinstance(value, list) else [value], location)
        if None in wanted:
            raise FilterError("lists do not contain null", location)
        return _negated(column, _holds_all(column, wanted), negated)
    wanted_one = _value(field, value, location)
    if wanted_one is None:
        raise FilterError(f"{asking} takes no null; == and != do", location)
    found: Condition
    if asked in {"=", "=="}:
        found = column == wanted_one
        return _negated(column, found, negated)
    if asked == "~":
        found = column.op("GLOB", is_comparison=True)(_glob(str(wanted_one), location))
        return _negated(column, found, negated)
    if asked == "contains":
        return _negated(column, func.instr(column, wanted_one) > 0, negated)
    found = COMPARISONS[asked](column, wanted_one)
    return found


def _negated(column: ColumnElement[Any], found: Condition, negated: bool) -> Condition:
    return and_(column.is_not(None), not_(found)) if negated else found


def _among(field: Field, wanted: list[Any], negated: bool) -> Condition:
    """Whether the value, or any value of a list, is one of the wanted ones."""
    known = [value for value in wanted if value is not None]
    column = field.comparable
    found: Condition = false()
    if known:
        found = _holds(column, known) if field.kind == "list" else column.in_(known)
    if None not in wanted:
        return _negated(column, found, negated)
    return and_(column.is_not(None), not_(found)) if negated else or_(found, column.is_(None))


def _holds(column: ColumnElement[Any], wanted: list[Any]) -> Condition:
    values = values_of(column)
    return select(literal(1)).select_from(values).where(values.c.value.in_(wanted)).exists()


def _holds_all(column: ColumnElement[Any], wanted: list[Any]) -> Condition:
    values, different = values_of(column), list(dict.fromkeys(wanted))
    held = select(func.count(values.c.value.distinct())).where(values.c.value.in_(different))
    return held.scalar_subquery() == len(different)


def _values(field: Field, value: object, location: Location) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise FilterError("takes a list of one or more values", location)
    if len(value) > MAX_VALUES:
        raise FilterError(f"takes a list of at most {MAX_VALUES} values", location)
    return [_value(field, each, (*location, index)) for index, each in enumerate(value)]


def _value(field: Field, value: object, location: Location) -> Any:
    """Convert a value for comparison in the database."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        _refuse(field, "a text, a number or null", location)
    if isinstance(value, str):
        if field.kind == "number":
            _refuse(field, "a number", location)
        return (
            _moment(field, value, location) if field.kind == "date-time" else _text(value, location)
        )
    if field.kind in {"text", "date-time"}:
        _refuse(field, "a text" if field.kind == "text" else EXAMPLE, location)
    return _number(field, value, location)


EXAMPLE = "a date-time in ISO 8601, such as 2024-01-01T00:00:00Z"


def _moment(field: Field, value: str, location: Location) -> str:
    moment = instant(value)
    if moment is None:
        _refuse(field, EXAMPLE, location)
    return moment


def _text(value: str, location: Location) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise FilterError("contains a lone surrogate", location) from None
    return value


def _number(field: Field, value: int | float, location: Location) -> int | float:
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return value
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        _refuse(field, "a finite number", location)
    return number


def _refuse(field: Field, allowed: str, location: Location) -> NoReturn:
    raise FilterError(f"{field.name} is a {field.kind}: the value must be {allowed}", location)


def _glob(pattern: str, location: Location) -> str:
    r"""Convert a LIKE pattern (`%`, `_`, escaped by `\`) to SQLite's case-sensitive GLOB."""
    if len(pattern) > MAX_PATTERN:
        raise FilterError(f"a pattern may have at most {MAX_PATTERN} characters", location)
    found, escaped = [], False
    for character in pattern:
        if character == "\\" and not escaped:
            escaped = True
            continue
        if character in "%_" and not escaped:
            found.append({"%": "*", "_": "?"}[character])
        else:
            found.append(f"[{character}]" if character in "*?[" else character)
        escaped = False
    return "".join(found) + ("\\" if escaped else "")
