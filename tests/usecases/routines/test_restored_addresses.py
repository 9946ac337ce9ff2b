"""An address, an authenticator changed after the backup are not what they were after a restore (SECURITY F15)."""

from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask

from app.accounts.effects.checks import check_address
from app.accounts.effects.people import lock_account, set_password
from app.accounts.hashing import hash_password, password_fits
from app.accounts.models.people import Account
from app.accounts.queries.sign_ins import find_signed_in, offered_secret
from app.accounts.terms import Browser, CheckPurpose, Entered, SignedIn, SignInRefusal, SignInStage
from app.accounts.usecases.contacts import change_phone, take_new_mail
from app.accounts.usecases.second_factor import confirm_second_factor, offer_second_factor, remove_second_factor
from app.accounts.usecases.signing_in import sign_in
from app.audit.effects import note_deletion
from app.booking.effects.bookings import locked_booking
from app.booking.effects.callers import send_again
from app.booking.effects.retention import forget_contact
from app.booking.models.guards import PersonDay
from app.booking.queries.facts import index_of
from app.booking.terms.application import KeyKind, PersonKey
from app.db import db
from app.desk.terms.acts import Done
from app.desk.usecases.callers import correct_address
from app.kernel.folding import mail_key
from app.kernel.roles import Surface
from app.routines.invariants import check_all
from app.routines.keeping import putting_back
from app.routines.keeping.journal import keep_journal
from app.routines.keeping.places import Refused, backups_folder, backups_in
from app.web.canary import plant_canary
from app.web.clock import real_now
from tests import bookings, presses
from tests.factories import PASSWORD, address_of, begin, enlist, open_offices, sign_in_as
from tests.harness.clock import FrozenClock
from tests.keepings import backed_up, postgres_programs, restored
from tests.page import Page

RIGHT, RIGHTER = "hanako@right.example.jp", "hanako.sato@right.example.jp"
BROWSER = Browser(surfaces=frozenset(Surface), place="all", agent="", demo=True)


@pytest.fixture(autouse=True)
def _programs(app: Flask) -> Iterator[None]:
    open_offices()
    plant_canary()
    with postgres_programs():
        yield
    db.session.rollback()


def correct(number: str, clock: FrozenClock, email: str = RIGHT) -> None:
    """The desk corrects the address of a booking."""
    assert isinstance(correct_address(presses.order(number, clock, presses.counselor()), email), Done)


def counted_for(number: str) -> set[str]:
    """The keys that the day of a booking is counted by."""
    found = db.select(PersonDay.key).where(PersonDay.booking_id == bookings.row_of(number).id)
    return set(db.session.scalars(found))


def lose_the_old(statement: str, clock: FrozenClock) -> None:
    """The journal was kept; then the database forgets, as one that is gone would have."""
    keep_journal(clock.now())
    with db.engine.begin() as connection:
        connection.execute(sa.text(statement))


def all_is_well(clock: FrozenClock) -> bool:
    """Whether no invariant is broken."""
    return not any(check_all(clock.now()).values())


@pytest.mark.parametrize("old", ["readable", "gone"])
def test_a_corrected_address_stays_so_with_the_password_that_went_there(
    clock: FrozenClock, folder: Path, old: str
) -> None:
    number = bookings.book(clock).number
    path, wrong = backed_up(folder, clock.now()), bookings.password_of(number)
    clock.advance(hours=2)
    correct(number, clock)
    clock.advance(minutes=5)
    correct(number, clock, RIGHTER)
    right = bookings.password_of(number)
    if old == "gone":
        lose_the_old("UPDATE booking SET address_set_at = NULL", clock)
    done = restored(path, clock.now())
    assert (bookings.row_of(number).email, bookings.password_of(number)) == (RIGHTER, right)
    assert (wrong != right, done.replayed.put["booking"]) == (True, 1)
    assert index_of(PersonKey(KeyKind.MAIL, mail_key(RIGHTER))) in counted_for(number)
    assert index_of(PersonKey(KeyKind.MAIL, mail_key(bookings.application().email))) not in counted_for(number)
    assert all_is_well(clock)


@pytest.mark.parametrize("last", ["before the backup", "after it"])
def test_of_two_corrections_the_later_one_stays(clock: FrozenClock, folder: Path, last: str) -> None:
    number = bookings.book(clock).number
    correct(number, clock)
    keep_journal(clock.now())
    clock.advance(minutes=5)
    path = backed_up(folder, clock.now()) if last == "after it" else None
    correct(number, clock, RIGHTER)
    if path is None:
        lines = {each: each.read_bytes() for each in backups_folder().rglob("*.jsonl")}
        path = backed_up(folder, clock.now())
        lose_lines_since(lines, folder, "UPDATE booking SET address_set_at = NULL")
    clock.advance(minutes=5)
    restored(path, clock.now())
    assert bookings.row_of(number).email == RIGHTER


def lose_lines_since(lines: dict[Path, bytes], folder: Path, statement: str) -> None:
    """The journal, and its copy beside the backups, tell what they told then; the database, nothing more."""
    for path, content in lines.items():
        for place in (path.parent, folder / path.parent.name):
            (place / path.name).write_bytes(content)
    with db.engine.begin() as connection:
        connection.execute(sa.text(statement))


def test_no_line_tells_an_address_or_a_telephone(app: Flask, clock: FrozenClock, folder: Path) -> None:
    number, (account_id,) = bookings.book(clock).number, enlist("suzuki").values()
    clock.advance(hours=1)
    correct(number, clock)
    change_mail(account_id, "suzuki@new.example.jp", clock)
    assert change_phone(inside(account_id, clock), PASSWORD, "+819011112222", now=clock.now()) is None
    keep_journal(clock.now())
    lines = "".join(each.read_text() for each in Path(app.instance_path).rglob("*.jsonl"))
    assert all(f'"table": "{table}"' in lines for table in ("booking", "account"))
    assert not [word for word in (RIGHT, "right.example", "new.example", "11112222", number) if word in lines]


def test_a_mail_that_waits_for_a_human_goes_to_the_corrected_address(clock: FrozenClock, folder: Path) -> None:
    number = bookings.book(clock).number
    path = backed_up(folder, clock.now())
    clock.advance(hours=2)
    correct(number, clock)
    assert restored(path, clock.now()).held_mails > 0
    mail = bookings.outbox(number)[0]
    assert (mail.state, mail.recipient) == ("needs_human", bookings.application().email)
    db.session.rollback()
    assert db.write(lambda: send_again(locked_booking(number), mail.id, clock.now()))()
    again = bookings.outbox(number)[0]
    assert (again.state, again.recipient) == ("waiting", RIGHT)


@pytest.mark.parametrize("forgotten", ["before the backup", "after it"])
def test_a_corrected_address_that_was_forgotten_stays_forgotten(
    clock: FrozenClock, folder: Path, forgotten: str
) -> None:
    number = bookings.book(clock).number
    path = backed_up(folder, clock.now())
    correct(number, clock)
    keep_journal(clock.now())
    clock.advance(minutes=10)
    forget(number, clock)
    if forgotten == "before the backup":
        path = backed_up(folder, clock.now())
    clock.advance(minutes=10)
    restored(path, clock.now())
    row = bookings.row_of(number)
    assert (row.email, row.mail_key, row.forgotten_at is not None) == ("", "", True)
    assert index_of(PersonKey(KeyKind.MAIL, mail_key(""))) not in counted_for(number)


@db.write
def forget(number: str, clock: FrozenClock) -> None:
    """Whose the booking was is past its date."""
    forget_contact(locked_booking(number).id, clock.now())
    note_deletion("booking.contact", f"booking:{number}", reason="past_its_date", now=clock.now())


def test_a_booking_from_after_the_backup_is_counted_and_harms_nothing(clock: FrozenClock, folder: Path) -> None:
    path = backed_up(folder, clock.now())
    number = bookings.book(clock).number
    correct(number, clock)
    assert restored(path, clock.now()).replayed.left["booking"] == 1
    assert all_is_well(clock)


def inside(account_id: int, clock: FrozenClock) -> SignedIn:
    """A person who is signed in."""
    return known_by(begin(account_id, BROWSER), clock)


def known_by(entered: Entered, clock: FrozenClock) -> SignedIn:
    """What a token of a sign-in opens."""
    db.session.rollback()
    found = find_signed_in(entered.token, frozenset(Surface), "all", at=real_now(), now=clock.now())
    assert found is not None
    return found


def change_mail(account_id: int, mail: str, clock: FrozenClock) -> None:
    """A person changes to another address by the link that was sent there."""
    link = db.write(check_address)(CheckPurpose.CHANGE, mail, clock.now(), language="ja", account_id=account_id)
    person = inside(account_id, clock)
    assert take_new_mail(person, link.rpartition("/")[2], at=real_now(), now=clock.now()) is None


def set_authenticator(account_id: int, clock: FrozenClock) -> str:
    """A person sets an authenticator up: its secret."""
    person = inside(account_id, clock)
    assert offer_second_factor(person, PASSWORD, now=clock.now()) is None
    secret = str(offered_secret(person.sign_in_id))
    code = pyotp.TOTP(secret).at(int(real_now().timestamp()))
    assert isinstance(confirm_second_factor(person, code, BROWSER, at=real_now(), now=clock.now()), Entered)
    return secret


def enters(mail: str, clock: FrozenClock) -> Entered | SignInRefusal:
    """What the password gives under an address."""
    answer = sign_in(mail, PASSWORD, BROWSER, at=real_now(), now=clock.now())
    assert isinstance(answer, Entered | SignInRefusal), answer
    return answer


def account(account_id: int) -> Account:
    """The row, read anew."""
    db.session.rollback()
    return db.session.get_one(Account, account_id, populate_existing=True)


@pytest.mark.parametrize("old", ["readable", "gone"])
def test_a_changed_address_opens_and_the_old_one_does_not(clock: FrozenClock, folder: Path, old: str) -> None:
    (account_id,) = enlist("suzuki").values()
    path = backed_up(folder, clock.now())
    clock.advance(hours=2)
    change_mail(account_id, "suzuki@new.example.jp", clock)
    if old == "gone":
        lose_the_old("UPDATE account SET renewed_at = NULL", clock)
    restored(path, clock.now())
    assert account(account_id).mail == "suzuki@new.example.jp"
    assert isinstance(enters(address_of("suzuki"), clock), SignInRefusal)
    assert isinstance(enters("suzuki@new.example.jp", clock), Entered)
    assert all_is_well(clock)


def test_two_who_have_each_others_address_since_have_it_still(clock: FrozenClock, folder: Path) -> None:
    ids = enlist("suzuki", "tanaka")
    first, second = address_of("suzuki"), address_of("tanaka")
    path = backed_up(folder, clock.now())
    clock.advance(hours=2)
    for key, mail in (("suzuki", "meanwhile@new.example.jp"), ("tanaka", first), ("suzuki", second)):
        change_mail(ids[key], mail, clock)
    done = restored(path, clock.now())
    assert [account(ids[key]).mail for key in ("suzuki", "tanaka")] == [second, first]
    assert (done.replayed.left["account"], all_is_well(clock)) == (0, True)


def test_an_authenticator_that_was_replaced_counts_and_the_lost_one_does_not(clock: FrozenClock, folder: Path) -> None:
    (account_id,) = enlist("suzuki").values()
    lost = set_authenticator(account_id, clock)
    path = backed_up(folder, clock.now())
    clock.advance(hours=2)
    new = set_authenticator(account_id, clock)
    restored(path, clock.now())
    assert account(account_id).totp_secret == new != lost
    entered = enters(address_of("suzuki"), clock)
    assert isinstance(entered, Entered), "the password was not changed and stays"
    assert known_by(entered, clock).stage is SignInStage.PASSWORD


def test_an_authenticator_that_was_set_up_or_taken_off_since_is_so_still(clock: FrozenClock, folder: Path) -> None:
    ids = enlist("suzuki", "tanaka")
    set_authenticator(ids["tanaka"], clock)
    path = backed_up(folder, clock.now())
    clock.advance(hours=2)
    secret = set_authenticator(ids["suzuki"], clock)
    person = inside(ids["tanaka"], clock)
    assert isinstance(remove_second_factor(person, PASSWORD, BROWSER, at=real_now(), now=clock.now()), Entered)
    restored(path, clock.now())
    assert (account(ids["suzuki"]).totp_secret, account(ids["tanaka"]).totp_secret) == (secret, None)


def test_a_changed_telephone_stays_changed(clock: FrozenClock, folder: Path) -> None:
    (account_id,) = enlist("suzuki").values()
    path = backed_up(folder, clock.now())
    clock.advance(hours=2)
    assert change_phone(inside(account_id, clock), PASSWORD, "+819011112222", now=clock.now()) is None
    restored(path, clock.now())
    assert account(account_id).phone == "+819011112222"


def test_a_password_of_shortly_before_the_backup_still_opens(clock: FrozenClock, folder: Path) -> None:
    (account_id,) = enlist("suzuki").values()
    clock.advance(hours=1)
    word = "a password of before"
    db.write(lambda: set_password(lock_account(account_id), hash_password(word), clock.now()))()
    keep_journal(clock.now())
    clock.advance(minutes=10)
    path = backed_up(folder, clock.now())
    restored(path, clock.now())
    assert password_fits(account(account_id).password_hash, word)


def test_a_code_that_was_typed_before_the_backup_is_not_taken_again(clock: FrozenClock, folder: Path) -> None:
    """The line of when the authenticator was set up knows an earlier step than the backup does."""
    (account_id,) = enlist("suzuki").values()
    set_authenticator(account_id, clock)
    for hours in (0, 2):
        clock.advance(hours=hours)
        keep_journal(clock.now())
    typed = account(account_id).totp_last_step + 1
    db.write(lambda: setattr(lock_account(account_id), "totp_last_step", typed))()
    path = backed_up(folder, clock.now())
    restored(path, clock.now())
    assert account(account_id).totp_last_step == typed


def test_a_password_whose_key_is_missing_is_refused_before_anything_is_touched(
    clock: FrozenClock, folder: Path
) -> None:
    number = bookings.book(clock).number
    path = backed_up(folder, clock.now())
    clock.advance(hours=2)
    correct(number, clock)
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE booking SET password_key_id = 'p9'"))
    with pytest.raises(Refused, match="鍵 p9 がありません"):
        restored(path, clock.now())
    assert bookings.row_of(number).email == RIGHT


def test_a_journal_whose_keys_are_missing_is_refused_before_anything_is_touched(
    clock: FrozenClock, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (account_id,) = enlist("suzuki").values()
    path = backed_up(folder, clock.now())
    clock.advance(hours=2)
    change_mail(account_id, "suzuki@new.example.jp", clock)
    monkeypatch.setattr(putting_back, "sealed_key_id", lambda _sealed: "k9")
    with pytest.raises(Refused, match="鍵 k9 がありません"):
        restored(path, clock.now())
    assert account(account_id).mail == "suzuki@new.example.jp"


def test_the_commands_keep_what_the_desk_corrected(app: Flask, clock: FrozenClock, folder: Path) -> None:
    number, page, runner = bookings.book(clock).number, Page(app), app.test_cli_runner()
    made = runner.invoke(args=["backup", str(folder)])
    assert made.exit_code == 0, made.output
    clock.advance(hours=2)
    sign_in_as(page, "suzuki")
    form = page.get(f"/desk/kanagawa/bookings/{number}/address")
    page.submit(form, status=303, email=RIGHT)
    words = ("restore", str(backups_in(folder)[0]), "--replace", "--confirm", "置き換える")
    done = runner.invoke(args=[*words])
    assert done.exit_code == 0, done.output
    assert "その後の記録を戻した booking: 1" in done.output
    assert bookings.row_of(number).email == RIGHT
