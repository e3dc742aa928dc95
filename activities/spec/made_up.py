"""What stands in a copy for development and tests in the place of who signed up and came."""

from __future__ import annotations

from portal.municipalities.spec import MadeUp

MADE_UP = {
    "activities.Series": MadeUp(by={"title": "'Reeks ' || id"}),
    "activities.Capacity": MadeUp(as_is="what"),
    "activities.Registration": MadeUp(as_is="version adults children source registered_at form_key cancelled_at state"),
    "activities.Invitation": MadeUp(as_is="invited_at"),
    "activities.Reminder": MadeUp(as_is="kind outcome"),
    "activities.Attendance": MadeUp(as_is="at came"),
    "activities.HeadCount": MadeUp(as_is="device_key"),
}
