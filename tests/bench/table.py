#!/usr/bin/env python3
"""Turns Google Benchmark's JSON files into one table: ours beside each peer.

A benchmark is named STEP/CASE/WHO, and WHO is "ours", "peer:X", "limit:X" or "part:X". Figures are
medians over the repetitions; least and most stand in brackets. A ratio is ours over theirs.
Fails when a benchmark failed or a step has no figure of ours.
"""

import json
import statistics
import sys

MICROSECONDS = {"ns": 1e-3, "us": 1.0, "ms": 1e3, "s": 1e6}


def figures(paths):
    """{step: {who: [microseconds of each repetition]}}, and the files' contexts."""
    steps, contexts = {}, []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            report = json.load(file)
        contexts.append(report["context"])
        for run in report["benchmarks"]:
            if run.get("error_occurred"):
                sys.exit(f"{run['name']}: {run.get('error_message')}")
            if run["run_type"] != "iteration":
                continue
            step, case, who = run["run_name"].split("/")[:3]
            times = steps.setdefault(f"{step}/{case}", {}).setdefault(who, [])
            times.append(run["real_time"] * MICROSECONDS[run["time_unit"]])
    return steps, contexts


def shown(microseconds):
    if microseconds >= 1000:
        return f"{microseconds / 1000:.3g} ms"
    return f"{microseconds:.3g} µs"


def spread(times):
    return f"{shown(statistics.median(times))} ({shown(min(times))} .. {shown(max(times))})"


def main():
    steps, contexts = figures(sys.argv[1:])
    for context in contexts:
        for key in ("journal_mib", "alert_bytes", "resident_mib"):
            if key in context:
                print(f"{key}: {context[key]}")
    print("| step | ours (least .. most) | beside | its figure | ratio |")
    print("|---|---|---|---|---|")
    for step, by_who in sorted(steps.items()):
        ours = by_who.pop("ours", None)
        if ours is None:
            sys.exit(f"{step}: no figure of ours")
        for who, times in sorted(by_who.items()) or [("", None)]:
            theirs, ratio = "", ""
            if times:
                theirs = spread(times)
                ratio = f"{statistics.median(ours) / statistics.median(times):.2g}"
            print(f"| {step} | {spread(ours)} | {who.replace(':', ': ')} | {theirs} | {ratio} |")


if __name__ == "__main__":
    main()
