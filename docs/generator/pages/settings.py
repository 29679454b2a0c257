"""Every setting of a certification body's profile, and what each shipped profile says of it."""

from itertools import groupby

from assay.standards.load import load_profile, load_settings, profile_names
from assay.standards.profile import Profile
from assay.standards.setting import Declared
from docs.generator.markdown import code, codes, render_table

_INTRODUCTION = """\
# Settings

Every number and choice on which certification bodies, or the sources, differ. A profile states the
values in which it differs, here in bold; the others are defaults. A verdict prints its threshold
together with where that came from.

*Rests on* tells a rule of a standard from a custom of the market (custom), from the claim of a
single source (source), and from what Assay chose because nobody states it (house); then how far
somebody has checked that, and the source of the default.
"""


def render_page() -> str:
    """Return the page of settings."""
    profiles = [load_profile(name) for name in profile_names()]
    parts = [
        _INTRODUCTION,
        render_table(
            ("profile", "is for", "says"),
            ((code(one.name), one.title, one.about) for one in profiles),
        ),
    ]
    names = ("setting", "means", *(code(one.name) for one in profiles), "rests on", "rows")
    for topic, settings in groupby(load_settings(), key=lambda one: one.key.partition(".")[0]):
        lines = (_line(setting, profiles) for setting in settings)
        parts += [f"## {topic}\n", render_table(names, lines)]
    return "\n".join(parts)


def _line(setting: Declared, profiles: list[Profile]) -> tuple[str, ...]:
    limits = " No profile may set it otherwise." if setting.hard else ""
    return (
        codes((setting.key, *setting.also)),
        setting.meaning + limits,
        *(_value(profile, setting.key) for profile in profiles),
        f"{setting.basis}, {setting.confidence}: {setting.source}",
        ", ".join((*setting.rows, *setting.tensions)),
    )


def _value(profile: Profile, key: str) -> str:
    setting = profile[key]
    return f"**{setting.value_text}**" if setting.profile else setting.value_text
