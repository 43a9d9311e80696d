"""Names of elements and attributes, also of those whose prefix was never declared.

lxml's QName refuses such names; a manifest with one is read all the same.
"""


def local(tag: object) -> str:
    """`item` of `{space}item`, and of `imscp:item`."""
    return str(tag).rpartition("}")[2].rpartition(":")[2]


def space(tag: object) -> str:
    """The namespace; empty where there is none."""
    return str(tag)[1:].partition("}")[0] if str(tag).startswith("{") else ""
