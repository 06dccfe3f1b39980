"""The checksum by which a frozen version is known."""

import hashlib
import json

from questionnaires.definition.load import to_document
from questionnaires.definition.schema import Definition


def canonical_json(definition: Definition) -> str:
    """The definition as JSON in one spelling: sorted names, no spaces, no defaults.

    Leaving defaults out keeps old checksums true when the schema learns a new optional property.
    """
    return json.dumps(to_document(definition), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def checksum(definition: Definition) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(definition).encode("utf-8")).hexdigest()
