"""What a PDF must not have in it: programs, other files, the start of something else (SECURITY V5, ASVS 5.4.3).

A plain scan of names. What lies compressed in an object stream is not seen: so a file that passes is not proven
harmless, and docs/operations.md tells the officers' machines what is left for them to do.
"""

import re

ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition|Movie)(?![A-Za-z0-9])"
    rb"|/JS\s*(?:[(<]|\d+\s+\d+\s+R)"
    rb"|/AA\s*(?:<<|\d+\s+\d+\s+R)"
    rb"|/OpenAction\s*(?:<<|\d+\s+\d+\s+R)"
)
"""The two-letter names only before what they may name: in a picture's bytes they stand by chance. What opens at a
place of the document itself, as every text program writes it, is an array and no action."""


def has_active_content(content: bytes) -> bool:
    """Whether a PDF names an action, a program or a file inside, also where a sign of the name is written as #xx."""
    return ACTIVE.search(ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), content)) is not None
