"""The page of last resort: no template, no database, no session; used where one of them is the trouble."""

from collections.abc import Iterable

from markupsafe import Markup

WORDS = {
    400: ("送信内容を読み取れませんでした", "前の画面に戻り、もう一度お試しください。"),
    404: ("お探しのページは見つかりませんでした", "アドレスをお確かめください。"),
    500: (
        "システムの不具合が起きました",
        "予約が完了したかどうかは、予約番号を使って予約の確認画面でお確かめいただけます。",
    ),
    503: ("ただいま混み合っています", "少したってから、もう一度押してください。"),
}
PAGE = Markup(
    '<!doctype html>\n<html lang="ja">\n<head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>\n'
    '<body><main id="main"><section id="error" role="alert"><h1>{title}</h1><p>{todo}</p>{typed}{number}</section>'
    "</main></body>\n</html>\n"
)
FRAGMENT = Markup('<section id="error" role="alert"><h2>{title}</h2><p>{todo}</p>{typed}{number}</section>\n')
KEPT = Markup("<h2>入力した内容（残っています）</h2><dl>{rows}</dl>")
ROW = Markup('<dt>{name}</dt><dd><textarea readonly name="{name}" aria-label="{name}">\n{value}</textarea></dd>')


def plain_page(code: int, *, typed: Iterable[tuple[str, str]] = (), error_id: str = "", fragment: bool = False) -> str:
    """A whole small page, or the part htmx swaps in; what was typed is on it to be copied."""
    title, todo = WORDS.get(code) or WORDS[400 if code < 500 else 500]
    rows = Markup("").join(ROW.format(name=name, value=value) for name, value in typed)
    frame = FRAGMENT if fragment else PAGE
    kept = KEPT.format(rows=rows) if rows else ""
    number = Markup("<p>エラー番号 {id}</p>").format(id=error_id) if error_id else ""
    return frame.format(title=title, todo=todo, typed=kept, number=number)
