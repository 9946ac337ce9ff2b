"""What holds an agency's use, told plainly: each stop and each order by itself, as 8 and 14 read. No code of the rules.

Every stop holds by its own condition, whatever other stop came in its place; use runs while nothing holds.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.kernel.moments import JST

BUREAU, MINISTRY, OPERATIONS = "bureau", "ministry", "operations"
MONTHS = {"job_info_misuse", "advertising"}
TO_MEND = {"false_report", "qualifications_passed_on"}
DECIDED = {"terms", "guidance"}
WHO = {"measure_ignored": {OPERATIONS}, "terms": {BUREAU, MINISTRY}}
AT_ONCE = {"other_malicious": "8(2)⑤b", "guidance": "8(3)", "terms": "3"}
CLAUSES = {"job_info_misuse": "8(2)①", "excessive_sales": "8(2)③"}


def over(day: date) -> datetime:
    """The first moment after a day in Japan."""
    return datetime(day.year, day.month, day.day, tzinfo=JST) + timedelta(days=1)


@dataclass
class Hold:
    """One thing that holds use: a stop on a ground, or (`order`) an order under the Act."""

    ground: str
    last_day: date | None = None
    mended_at: datetime | None = None
    until: datetime | None = None

    @property
    def by(self) -> set[str]:
        """Who decides that it is over."""
        return WHO.get(self.ground, {BUREAU})


@dataclass
class Plain:
    """One agency's use: what holds it now, what held it before use went on again, how it ended."""

    holds: list[Hold] = field(default_factory=list)
    orders: int = 0
    before: list[str] = field(default_factory=list)
    ended: bool = False

    def runs(self, now: datetime) -> bool:
        """Whether use runs; what ended by itself is history from then on."""
        if self.ended:
            return False
        if any(self._holds(each, now) for each in self.holds):
            return False
        self.before += [each.ground for each in self.holds]
        self.holds = []
        return True

    def _holds(self, hold: Hold, now: datetime) -> bool:
        """Months, and days somebody set, to their last day; ④ until mended too, in time for the last of the days."""
        if hold.last_day is None:
            return True
        if now < over(hold.last_day):
            return True
        last = max(over(each.last_day) for each in self.holds if each.last_day)
        return hold.ground in TO_MEND and (hold.mended_at is None or hold.mended_at >= last)

    def stop(self, ground: str, last_day: date | None, now: datetime) -> None:
        """A stop begins; facts that were being checked are confirmed with it."""
        self.runs(now)
        self.holds = [each for each in self.holds if each.ground != "fact_finding"]
        self.holds.append(Hold(ground=ground, last_day=last_day))

    def mend(self, ground: str, now: datetime) -> None:
        """The cause of every stop on a ground is mended."""
        for each in self.holds:
            if each.ground == ground and each.mended_at is None:
                each.mended_at = now

    def against_going_on(self, who: str, *, resumes: bool, closes_orders: bool, now: datetime) -> set[str]:
        """Everything that is against letting use go on by somebody's decision."""
        if self.runs(now):
            return {"not stopped"}
        dated = [each for each in self.holds if each.last_day]
        against = {"served" for each in dated if now < over(each.last_day or now.date()) and self._is_fixed(each)}
        unmended = [each for each in dated if each.ground in TO_MEND and each.mended_at is None]
        against |= {"unmended"} if unmended and not resumes else set()
        against |= {"order"} if self.orders and not closes_orders else set()
        live = [each for each in self.holds if each.last_day is None or now < over(each.last_day)] + unmended
        late = [each for each in dated if self._holds(each, now)]
        return against | {"another's" for each in live + late if who not in each.by}

    def _is_fixed(self, hold: Hold) -> bool:
        return hold.ground in MONTHS | TO_MEND

    def go_on(self) -> None:
        """Use goes on by a decision."""
        self.before += [each.ground for each in self.holds]
        self.holds = []

    def ending_clause(self, ground: str, now: datetime) -> str | None:
        """By which clause use may be ended for a breach that comes to light now."""
        self.runs(now)
        if ground in ("other_malicious", "terms"):
            return AT_ONCE[ground]
        first = next((CLAUSES[each] for each in self.before if each in CLAUSES), None)
        same = ground in TO_MEND and ground in self.before
        if first or same:
            return first or "8(2)④a"
        if any(each.ground == ground in TO_MEND and self._is_unmended(each, now) for each in self.holds):
            return "8(2)④a"
        if ground in TO_MEND:
            return "8(2)④b"
        return AT_ONCE.get(ground) or ("8(3)" if ground == "advertising" in self.before else None)

    def _is_unmended(self, hold: Hold, now: datetime) -> bool:
        return hold.last_day is not None and now >= over(hold.last_day) and hold.mended_at is None
