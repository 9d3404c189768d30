#!/usr/bin/env python3
"""Every sample alert arrives as it was sent, what the model forbids leaves no trace, and the samples of an
alert's later life (L1: an update, L4: a withdrawal) come to every reader.

Usage: samples.py BIN
"""
import datetime
import json
import time

from lib.alerts import good, lifecycle, samples
from lib.world import World, befriend, circle

SET_BY_THE_NODE = ("id", "sent", "expires")


def body(alert):
    return {key: value for key, value in alert.items() if key not in SET_BY_THE_NODE}


def text_of(alert):
    """As text, for Python holds 0, 0.0 and false for equal; JSON does not, and lists keep their order."""
    return json.dumps(alert, sort_keys=True)


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def life(alert):
    return instant(alert["expires"]) - instant(alert["sent"])


def arrives(sender, receiver, case, alert, *whom):
    sent = sender.send(alert, *whom, "--wait", "60")
    assert sent["state"] in ("handed_over", "confirmed"), (case, sent)
    for node in (receiver, sender):
        shown = node.await_alert(sent["id"])
        assert shown["alert"]["id"] == sent["id"], (case, shown)
        assert text_of(body(shown["alert"])) == text_of(body(alert)), (case, node.name, shown["alert"], alert)
        assert life(shown["alert"]) == life(alert), (case, node.name)
        assert shown["alert"]["sent"].endswith(":00:00Z"), (case, shown["alert"]["sent"])
    return sent["id"]


def whom(alert):
    return ("--to", "bea") if alert["share"]["level"] == "named" else ("--circle", "Night shift")


def bytes_that_no_parser_should_take():
    """The six inputs of B08, each with the code of its refusal."""
    text = json.dumps(good())
    many = [{"kind": "phone", "canon": f"+4477009{n:05d}", "conf": "certain"} for n in range(400)]
    yield "a summary of 200 000 bytes", json.dumps(good(what__summary="x" * 200_000)).encode(), "too_large"
    yield "nested 500 deep", text.replace('{"n": 1', '{"deep": ' + "[" * 500 + "]" * 500 + ', "n": 1').encode(), "too_deep"
    yield "a key twice", text.replace('"lang"', '"expires": "2028-01-01T00:00:00Z", "lang"').encode(), "duplicate_key"
    yield "no UTF-8", text.encode().replace(b"Demanded", b"\xff\xfe"), "not_utf8"
    yield "400 identifiers", json.dumps(good(who__ids=many)).encode(), "too_many"
    yield "the number 1e400", text.replace('"n": 1', '"n": 1e400').encode(), "not_an_integer"


def forbidden():
    """(case, alert, the field and the code of a reason that must be among those given)."""
    phone = {"kind": "phone", "conf": "likely"}
    first = "who.ids[0].raw"
    yield "B02: two numbers in one", good(who__ids=[{**phone, "raw": "07700-900-123/124"}]), first, "ambiguous"
    yield "B03: letters in a number", good(who__ids=[{**phone, "raw": "O77OO 9OO123"}]), first, "ambiguous"
    plate = {"kind": "plate", "raw": "ABOO TST", "cc": "GB", "conf": "likely"}
    yield "B03: letters in a plate", good(who__ids=[plate]), first, "ambiguous"
    ids = [{**phone, "canon": "+447700900111"}, {"kind": "address", "canon": "ZZ999ZZ:9", "conf": "likely"}]
    nuisance = good(what__codes=["timewaster"], who__ids=ids, expires="2026-04-06T23:00:00Z")
    yield "B06: a nuisance with a number", nuisance, "who.ids[0]", "level"
    yield "B06: an unknown level", good(share__level="clear"), "share.level", "not_allowed"
    yield "a named warning for a circle", good(share__level="named"), "share.level", None
    for case, text, code in bytes_that_no_parser_should_take():
        yield f"B08: {case}", text, None, code


def is_refused(sender, case, alert, field, code):
    for extra in ((), ("--dry-run",)):
        said = sender.send(alert, "--circle", "Night shift", *extra, expect=9)
        assert said["error"] == "invalid" and said["errors"], (case, said)
        for reason in said["errors"]:
            assert set(reason) >= {"field", "code", "message"}, (case, said)
            assert reason["code"] and reason["message"], (case, said)
        assert any(field in (None, reason["field"]) and code in (None, reason["code"])
                   for reason in said["errors"]), (case, said)
    return said["errors"]


def becomes(node, alert_id, state, seconds=60):
    """Until the alert is in this state there; then what is shown of it."""
    end = time.monotonic() + seconds
    while (shown := node.show(alert_id))["state"] != state:
        assert time.monotonic() < end, (node.name, alert_id, shown["state"], state)
        time.sleep(0.2)
    return shown


def later_life(ana, bea, sent):
    """`sent`: the id of each sample that went to the circle, by its case."""
    steps = lifecycle()
    update, first = steps["L1"], sent["T01"]
    updated = ana.run("alert", "update", first, "--file", "-", "--wait", "60", stdin=json.dumps(update))
    assert updated["state"] in ("handed_over", "confirmed"), updated
    for node in (bea, ana):
        shown = becomes(node, first, "updated")
        assert [(step["kind"], step["id"], step["reason"]) for step in shown["history"]] == [
            ("update", updated["id"], "added_detail")], shown["history"]
        words = node.show(updated["id"])["alert"]
        assert words["refs"] == [first], words
        assert text_of({**body(words), "refs": update["refs"]}) == text_of(body(update)), (node.name, words)
        assert updated["id"] not in node.alerts(), node.name

    reason, second = steps["L4"]["reason"], sent["T05"]
    number = "+447700900345"
    assert any(match["alert"] == second for match in bea.run("check", number)["matches"])
    ana.run("alert", "retract", second, "--reason", reason, "--wait", "60")
    for node in (ana, bea):
        shown = becomes(node, second, "retracted")
        assert shown["alert"] is None, shown
        assert [(step["kind"], step["reason"]) for step in shown["history"]] == [("retract", reason)], shown
        assert not any(match["alert"] == second for match in node.run("check", number)["matches"]), node.name
    assert bea.run("alert", "retract", first, "--reason", reason, expect=9)["error"] == "invalid"


def main():
    with World() as world:
        relay = world.relay()
        ana, bea = (world.node(name, relay=relay) for name in ("ana", "bea"))
        befriend(ana, bea)
        circle(ana, "Night shift", [bea])

        sent, by_case = [], {}
        for case, alert in samples():
            by_case[case] = arrives(ana, bea, case, alert, *whom(alert))
            sent.append(by_case[case])
            named = {**alert, "share": {**alert["share"], "level": "named", "hops": 0}}
            sent.append(arrives(ana, bea, f"{case} to one", named, "--to", "bea"))
        assert len(set(sent)) == 2 * len(samples()), sent
        # The check below can fail: a good alert with nothing wrong is taken.
        sent.append(arrives(ana, bea, "the good alert", good(), "--circle", "Night shift"))

        kept, outbox = relay.status(), ana.run("status")["outbox"]
        refused = [(case, is_refused(ana, case, *how)) for case, *how in forbidden()]
        for number in ("+44 7700 900123", "+44 7700 900124"):
            assert number in refused[0][1][0]["message"], refused[0]
        for node in (ana, bea):
            assert sorted(node.alerts()) == sorted(sent), node.name
        assert ana.run("status")["outbox"] == outbox
        assert relay.status() == kept
        later_life(ana, bea, by_case)
    print(f"{len(sent)} alerts arrived as they were sent; {len(refused)} were refused, none of them stored or sent")


main()
