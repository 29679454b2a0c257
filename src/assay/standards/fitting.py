"""Whether a value fits its setting: the type, the allowed words, the limits."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from assay.standards.setting import Declared, SettingType, Span, Value

_LENGTH_OF_SPAN = 2


class UnfitError(ValueError):
    """The value does not fit; the text says what would."""


def fit(value: object, setting: Declared) -> Value:
    """Return the value as the setting holds it, or raise what was expected instead."""
    fitted = _FITTED[setting.type](value)
    if fitted is None or not _is_within(fitted, setting):
        raise UnfitError(expected_of(setting))
    return fitted


def expected_of(setting: Declared) -> str:
    """Return in words what the setting takes."""
    words = ", ".join(str(one) for one in setting.allowed)
    if setting.type is SettingType.CHOICES:
        return f"a list of {words}" if words else "a list of texts"
    if words:
        return f"one of {words}"
    limits = (("from", setting.minimum), ("to", setting.maximum))
    span = "".join(f" {word} {limit}" for word, limit in limits if limit is not None)
    return f"{_KINDS[setting.type]}{span}"


def lowest_and_highest(value: Value) -> tuple[Decimal, Decimal] | None:
    """Return the numbers that limits speak of, where the value is one or two numbers."""
    if isinstance(value, Span):
        return Decimal(value.low), Decimal(value.high)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value), Decimal(value)
    return None


def _is_within(value: Value, setting: Declared) -> bool:
    if setting.allowed:
        chosen = value if isinstance(value, tuple) else (value,)
        return all(one in setting.allowed for one in chosen)
    numbers = lowest_and_highest(value)
    if numbers is None:
        return True
    low, high = numbers
    return (setting.minimum is None or low >= setting.minimum) and (
        setting.maximum is None or high <= setting.maximum
    )


def _fit_whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _fit_decimal(value: object) -> Decimal | None:
    whole = _fit_whole(value)
    if whole is not None:
        return Decimal(whole)
    return value if isinstance(value, Decimal) and value.is_finite() else None


def _fit_flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _fit_choice(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _fit_choices(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return None
    return tuple(value) if len(set(value)) == len(value) else None


def _fit_span(value: object) -> Span | None:
    if not isinstance(value, list) or len(value) != _LENGTH_OF_SPAN:
        return None
    low, high = (_fit_whole(one) for one in value)
    return None if low is None or high is None or low > high else Span(low, high)


_FITTED: Mapping[SettingType, Callable[[object], Value | None]] = {
    SettingType.WHOLE: _fit_whole,
    SettingType.DECIMAL: _fit_decimal,
    SettingType.FLAG: _fit_flag,
    SettingType.CHOICE: _fit_choice,
    SettingType.CHOICES: _fit_choices,
    SettingType.SPAN: _fit_span,
}

_KINDS: Mapping[SettingType, str] = {
    SettingType.WHOLE: "a whole number",
    SettingType.DECIMAL: "a number",
    SettingType.FLAG: "true or false",
    SettingType.CHOICE: "a word",
    SettingType.CHOICES: "a list of texts",
    SettingType.SPAN: "two whole numbers, the lower one first,",
}
