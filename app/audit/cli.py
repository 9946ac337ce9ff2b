"""`flask audit verify`."""

import click
from flask.cli import AppGroup

from app.audit.queries import verify_chain
from app.audit.terms import Fault, Finding

group = AppGroup("audit", help="監査記録を調べます。")

SENTENCES = {
    Fault.EVENT_CHANGED: "audit_event {}: 書き換えられています。",
    Fault.EVENT_REMOVED: "audit_event {}: 消されています。",
    Fault.EVENT_ADDED: "audit_event {}: 封印した範囲に後から加えられています。",
    Fault.SEAL_CHANGED: "audit_seal {}: 書き換えられています。",
    Fault.SEAL_REMOVED: "audit_seal {}: 消されています。",
    Fault.HEAD_MISSING: "控えていた封印が見つかりません。記録の終わりが切り取られています。",
}


@group.command("verify")
@click.option("--head", help="前に控えた最後の封印の値。記録の終わりが切り取られていないことも確かめます。")
def verify(head: str | None) -> None:
    """監査記録の鎖をすべて確かめます。合わない行があれば名指しし、終了コード 1 で終わります。"""
    found = verify_chain(head)
    for finding in found.findings:
        click.echo(sentence(finding), err=True)
    if found.findings:
        raise SystemExit(1)
    click.echo(f"封印 {found.seals} 件、すべて合っています。未封印の記録 {found.unsealed} 件。最後の封印 {found.head}")


def sentence(finding: Finding) -> str:
    """What was found, in words."""
    return SENTENCES[finding.fault].format(finding.where)
