"""Write events as a calendar file (RFC 5545): the only file that knows icalendar."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import Alarm, Calendar
from icalendar import Event as Component

from xapi.schedule.events import Event

#: it says nothing of who made the file: learners' calendars are seen by others
_PRODUCT: Final = "-//Due days//Calendar 1//EN"
#: SEQUENCE counts days from here: a later file outranks an earlier one (RFC 5545, 3.8.7.4)
_EPOCH: Final = date(2020, 1, 1)
#: time of day of a reminder, on the reader's own clocks
_MORNING: Final = timedelta(hours=9)
_DAY: Final = timedelta(days=1)


def component(event: Event, as_of: date) -> bytes:
    """Return an event as a VEVENT that takes whole days, and no time from anybody."""
    made = Component()
    made.add("uid", event.uid)
    stamp = datetime.combine(as_of, time(), UTC)
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", max(0, (as_of - _EPOCH).days))
    made.add("dtstart", event.first)
    # It ends with the beginning of the next day (RFC 5545, 3.6.1).
    made.add("dtend", event.last + _DAY)
    made.add("summary", event.title)
    if event.note:
        made.add("description", event.note)
    made.add("class", "PRIVATE")
    made.add("transp", "TRANSPARENT")
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    for day in event.alarms:
        made.add_component(_alarm(event, day))
    return bytes(made.to_ical())


def calendar(components: Iterable[bytes], name: str) -> bytes:
    """Return a calendar of that name. RFC 5545, 3.6, wants one component at least."""
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    # RFC 7986, 5.1, and what calendars read in its place.
    made.add("name", name)
    made.add("x-wr-calname", name)
    head, end, _ = bytes(made.to_ical()).partition(b"END:VCALENDAR\r\n")
    return head + b"".join(components) + end


def _alarm(event: Event, day: date) -> Alarm:
    """A reminder on a morning; of a day it counts from midnight (RFC 5545, 3.8.6.3)."""
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", event.title)
    made.add("trigger", (day - event.first) + _MORNING)
    return made
