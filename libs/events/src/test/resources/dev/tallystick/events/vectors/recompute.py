"""Recomputes every hash in events.json from seed, parts and recordedMillis, with the standard library alone.

Usage: python3 recompute.py [events.json]; prints what differs and exits with 1, or prints how many agree.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import sys


def canonical(value):
    """RFC 8785 for the data model of events, which has no fractions: names ascend by UTF-16 code units."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def recompute(seed_text, parts, recorded_millis):
    seed = base64.urlsafe_b64decode(seed_text + "=")
    computed = {"nonces": {}, "canonical": {}, "hashes": {}}
    joined = b""
    for name in ("stub", "body", "internal"):
        nonce = hmac.new(seed, name.encode(), hashlib.sha256).digest()
        text = canonical(parts[name]) if name in parts else ""
        part_hash = hashlib.sha256(
            b"tallystick/part/v1\0" + name.encode() + b"\0" + nonce + text.encode()).digest()
        computed["nonces"][name] = base64url(nonce)
        computed["canonical"][name] = text
        computed["hashes"][name] = part_hash.hex()
        joined += part_hash
    entry = hashlib.sha256(b"tallystick/entry/v1\0" + recorded_millis.to_bytes(8, "big") + joined).digest()
    computed["entry"] = entry.hex()
    computed["leafHash"] = hashlib.sha256(b"\0" + entry).hexdigest()
    computed["opening"] = {"recordedMillis": recorded_millis}
    for name in ("stub", "body", "internal"):
        opened = {"nonce": computed["nonces"][name]}
        if name in parts:
            opened["value"] = parts[name]
        computed["opening"][name] = opened
    # The opening of the vectors withholds the internal part, as one for the person concerned does.
    computed["opening"]["internal"] = {"hash": computed["hashes"]["internal"]}
    return computed


def main():
    here = pathlib.Path(__file__).parent
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here / "events.json"
    vectors = json.loads(path.read_text(encoding="utf-8"))
    wrong = 0
    for vector in vectors:
        computed = recompute(vector["seed"], vector["parts"], vector["recordedMillis"])
        for name, value in computed.items():
            if vector[name] != value:
                print(f"{vector['name']}: {name} differs")
                wrong += 1
    print(f"{len(vectors)} vectors, {wrong} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
