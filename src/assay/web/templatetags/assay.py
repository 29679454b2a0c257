"""The tags of our templates; loaded everywhere, so none has to be asked for."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide

from assay.web.glossary import meaning_of

register = template.Library()

MARKS = {
    "kept": ("kept", "Kept", "M2.5 8.5 6.5 12.5 13.5 3.5"),
    "broken": ("broken", "Broken", "M3 3 13 13 M13 3 3 13"),
    "unknown": ("unknown", "Not tested", "M3 8 H13"),
}
_AS_MARK: dict[object, tuple[str, str]] = {
    "conforms": ("kept", "Conforms"),
    "deviates": ("broken", "Deviates"),
    "not tested": ("unknown", "Not tested"),
    True: ("kept", "Yes"),
    False: ("broken", "No"),
    None: ("unknown", "Not known"),
}


@register.simple_tag(takes_context=True)
def to(context: Context, name: str, *args: object, **query: object) -> str:
    """Return the address of a page of the organisation, as of the same day."""
    visit = context.get("visit")
    if visit is not None:
        return str(visit.url(name, *args, **query))
    address = reverse(name, args=args)
    return (
        f"{address}?{urlencode({key: str(value) for key, value in query.items()})}"
        if query
        else address
    )


@register.simple_tag(takes_context=True)
def here(context: Context, **changes: object) -> str:
    """Return the address of this page with some of its query changed; None takes one out."""
    request = context["request"]
    query = request.GET.copy()
    for key, value in changes.items():
        if value is None or value == "":
            query.pop(key, None)
        else:
            query[key] = str(value)
    said = query.urlencode()
    return f"{request.path}?{said}" if said else str(request.path)


@register.simple_tag
def mark(verdict: Any, word: str = "") -> SafeString:  # noqa: ANN401 - a verdict, a mark, yes or no
    """Draw whether something is kept, broken or not tested: shape, colour and a word."""
    said = verdict if isinstance(verdict, bool | None) else str(verdict)
    name, usual = _AS_MARK.get(said, (str(said), ""))
    css, own, drawn = MARKS.get(name, MARKS["unknown"])
    return format_html(
        '<span class="mark mark-{}"><svg viewBox="0 0 16 16" aria-hidden="true">'
        '<path d="{}"/></svg>{}</span>',
        css,
        drawn,
        word or usual or own,
    )


@register.simple_tag(name="lucide")
@lru_cache(maxsize=512)
def icon(name: str, size: int = 24) -> SafeString:
    """Draw an icon into the page; each is put together once."""
    return SafeString(lucide(name, size=size))


@register.simple_tag
def badge(text: object, kind: str = "") -> SafeString:
    """Draw a badge: a grade, a status, a count."""
    name = (kind or str(text)).lower().replace(" ", "-").replace("_", "-")
    return format_html('<span class="badge badge-{}">{}</span>', name, text)


@register.simple_tag
def bar(done: float, of: float, label: str = "") -> SafeString:
    """Draw how much of a whole is done, with the figures for whoever cannot see it."""
    return format_html(
        '<progress class="bar" value="{}" max="{}" aria-label="{}">{} of {}</progress>',
        done,
        of or 1,
        label or f"{done} of {of}",
        done,
        of,
    )


@register.filter
def instant(value: datetime | None) -> SafeString | str:
    """Write an instant as people read it, in UTC."""
    if value is None:
        return ""
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), f"{value:%Y-%m-%d %H:%M} UTC"
    )


@register.filter
def day(value: date | None) -> SafeString | str:
    """Write a day."""
    return (
        "" if value is None else format_html('<time datetime="{0}">{0}</time>', f"{value:%Y-%m-%d}")
    )


@register.filter
def figure(value: object) -> str:
    """Write a number with its thousands apart."""
    return f"{value:,}" if isinstance(value, int | float) else str(value)


@register.filter
def words(value: object) -> str:
    """Write a name of the program as words."""
    return str(value).replace("_", " ").replace("-", " ")


@register.filter
def short(value: str) -> str:
    """Write the beginning of a hash."""
    return str(value)[:12]


@register.simple_tag
def split(kept: int, broken: int, unknown: int) -> SafeString:
    """Draw the parts of a whole as one bar; the figures have to stand beside it."""
    whole = max(kept + broken + unknown, 1)
    return format_html(
        '<div class="split"><svg viewBox="0 0 {0} 1" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="split-kept" width="{1}" height="1"/>'
        '<rect class="split-broken" x="{1}" width="{2}" height="1"/>'
        '<rect class="split-unknown" x="{3}" width="{4}" height="1"/></svg></div>',
        whole,
        kept,
        broken,
        kept + broken,
        unknown,
    )


@register.simple_tag
def glossary(term: str) -> str:
    """Return what a word means."""
    return meaning_of(term)
