"""What is measured finds no library that an installation by requirements.txt lacks.

Structlog and Mako load these two where they find them, and only those who develop have them.
"""

import sys

sys.modules.update(dict.fromkeys(("pygments", "rich"), None))  # type: ignore[arg-type]
