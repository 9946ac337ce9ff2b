"""How a job seeker is registered with Hello Work (求職登録)."""

from enum import StrEnum

Registration = StrEnum("Registration", "HELLOWORK ONLINE REGISTERING")
"""ハローワーク利用登録者, オンライン登録者, これから登録する (MYK-05, NGS-04 to NGS-06)."""
