"""Alerts for tests: those of tests/data, and one that is small and good."""
import copy
import json
import pathlib

SAMPLES = pathlib.Path(__file__).parents[2] / "data" / "alerts" / "samples.json"

GOOD = {
    "schema": "fourw/1",
    "id": "aaaaaaaaaaaaaaaaaaaaaaaaaa",
    "kind": "alert",
    "status": "actual",
    "sent": "2026-03-06T23:00:00Z",
    "expires": "2027-03-06T23:00:00Z",
    "lang": "en-GB",
    "share": {"level": "circle", "hops": 0, "support": False, "police": "none", "stats": False},
    "severity": "severe",
    "urgency": "past",
    "certainty": "observed",
    "basis": "first_hand",
    "action": "avoid_block",
    "what": {"codes": ["robbery"], "summary": "Demanded the money back."},
    "who": {"n": 1, "ids": [{"kind": "phone", "canon": "+447700900142", "conf": "certain"}]},
    "when": {"start": "2026-03-06T20:00:00Z", "precision": "hour", "tz": "Europe/London"},
    "where": {"mode": "in_person", "setting": "incall", "regions": ["GB-LDS"], "locality": "Leeds"},
}


def samples():
    """(case, alert) of every sample."""
    return [(one["case"], one["alert"]) for one in json.loads(SAMPLES.read_text())["alerts"]]


def lifecycle():
    """The samples of what may come of an alert, by their step."""
    return {one["step"]: one["message"] for one in json.loads(SAMPLES.read_text())["lifecycle"]}


def good(**changes):
    """The good alert with some values changed; `what__summary` is the summary in what."""
    alert = copy.deepcopy(GOOD)
    for path, value in changes.items():
        *folders, name = path.split("__")
        place = alert
        for folder in folders:
            place = place[folder]
        place[name] = value
    return alert
