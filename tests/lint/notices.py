#!/usr/bin/env python3
"""Every code that the engine notifies has a sentence, with what it promises, and every sentence a code.

    tests/lint/notices.py [ROOT]
"""
import pathlib
import re
import sys

RAISED = re.compile(r"\bnotify\(\s*(?:\w+\s*\?\s*)?\"(\w+)\"(?:\s*:\s*\"(\w+)\")?")
SENTENCE = re.compile(r'\{"(\w+)",\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\}')
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
BAD_SENTENCE = re.compile(r"[^.]$|_")


def complaints(root):
    raised = set()
    for file in sorted((root / "node").rglob("*.cpp")):
        for found in RAISED.finditer(file.read_text(encoding="utf-8")):
            raised.update(code for code in found.groups() if code)
    text = (root / "node" / "engine" / "notice_text.cpp").read_text(encoding="utf-8")
    sentences = {code: "".join(LITERAL.findall(parts)) for code, parts in SENTENCE.findall(text)}
    if not raised or not sentences:
        yield "no code or no sentence was found: this test would check nothing"
    for code in sorted(raised - set(sentences)):
        yield f"a code without a sentence: {code}"
    for code in sorted(set(sentences) - raised):
        yield f"a sentence that nobody raises: {code}"
    for code, sentence in sorted(sentences.items()):
        if BAD_SENTENCE.search(re.sub(r"`[^`]*`|\{[^}]*\}", "", sentence)):
            yield f"not a sentence for a person: {code}: {sentence}"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    bad = list(complaints(root))
    for why in bad:
        print(why)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
