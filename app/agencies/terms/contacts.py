"""Whom agencies ask about applications (21)."""

BUREAU_LIST = "https://www.hellowork.mhlw.go.jp/doc/labour_bureau_list.pdf"
"""The list of the bureaux' desks for applications (AGY-140)."""
