#!/usr/bin/env python3
"""Edits of a JSON file, for lies about signed sign-offs.

usage: edit.py count FILE		how many edits there are
       edit.py N FILE			make the Nth, print what it was
       edit.py set FILE POINTER VALUE	set one member (text)

An edit changes or removes one leaf, adds a member, or only changes blanks.
"""

import json
import sys


def leaves(v, path=()):
    items = v.items() if isinstance(v, dict) else enumerate(v) \
        if isinstance(v, list) else ()
    for k, x in items:
        if isinstance(x, (dict, list)):
            yield from leaves(x, path + (k,))
        else:
            yield path + (k,)


def parent(tree, path):
    for k in path[:-1]:
        tree = tree[k]
    return tree


def other(x):
    """Something else of the same form, which a schema would allow."""
    words = {"approve": "approve_with_conditions", "other": "passphrase",
             "human": "import"}
    if x in words:
        return words[x]
    if len(x) == 64 and set(x) <= set("0123456789abcdef"):
        return ("0" if x[0] != "0" else "1") + x[1:]
    if len(x) > 18 and x[4] == "-" and x[10] == "T":
        return x[:17] + ("00" if x[17:19] != "00" else "01") + x[19:]
    return x + "x"


def main(argv):
    path = argv[2]
    with open(path) as f:
        tree = json.load(f)
    if argv[1] == "set":
        keys = [int(k) if k.isdigit() else k
                for k in argv[3].strip("/").split("/")]
        parent(tree, keys)[keys[-1]] = argv[4]
    else:
        all_leaves = list(leaves(tree))
        n = len(all_leaves)
        if argv[1] == "count":
            print(2 * n + 3)
            return
        i = int(argv[1])
        if i < 2 * n:
            at = all_leaves[i // 2]
            where = parent(tree, at)
            if i % 2 == 0:
                where[at[-1]] = other(where[at[-1]])
            else:
                del where[at[-1]]
            print("%s /%s" % ("changed" if i % 2 == 0 else "removed",
                              "/".join(str(k) for k in at)))
        elif i == 2 * n:
            tree["summary"] = "A word more."
            print("added /summary")
        elif i == 2 * n + 1:
            tree["x-note"] = "A word more."
            print("added /x-note")
        else:
            print("blanks only")
            with open(path, "a") as f:
                f.write("\n")
            return
    with open(path, "w") as f:
        json.dump(tree, f, indent=2)
        f.write("\n")


if __name__ == "__main__":
    main(sys.argv)
