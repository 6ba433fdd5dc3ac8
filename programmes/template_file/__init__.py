"""A template as one document: what a file of it holds, and what a draft is kept as.

`lines` reads JSON and remembers where things stand, `kinds` says what a value may be, `shape` what
a template is made of, `checks` what must agree in it, and `reading` puts these together.
"""

from programmes.template_file.checks import hindrances, tangles
from programmes.template_file.kinds import Fault
from programmes.template_file.reading import MOST_BYTES, BadFile, read, written
from programmes.template_file.shape import SCHEMA_VERSION, TEMPLATE, schema

__all__ = [
    "MOST_BYTES",
    "SCHEMA_VERSION",
    "TEMPLATE",
    "BadFile",
    "Fault",
    "hindrances",
    "read",
    "schema",
    "tangles",
    "written",
]
