#!/usr/bin/env python3
"""Lists readings of the official table of China that the search lacks, as entries for readings.txt.

Sources: Unihan_Readings.txt.bz2 of the Debian package unicode-data 15.0.0-1 (Unicode Character
Database, Unicode License): kTGHZ2013, the readings of 《通用规范汉字字典》 (2013); and pinyin.txt of
pinyin-data, as packed with the crate pinyin 0.11 (MIT), whose first reading the search uses.

Usage: official_readings.py Unihan_Readings.txt.bz2 pinyin.txt [--all]

Without --all it lists characters none of whose known readings is official, and those in WANTED,
each with the known readings first. With --all it lists every character that lacks a reading: most
of these readings are archaic, or of one fixed word, and readings.txt leaves them out on purpose.
"""

import bz2
import pathlib
import sys
import unicodedata

# Characters with a known reading whose other one is in names of places or people.
WANTED = "氿滧堨漴豸召坬浰笮佴篢埫坋淜磏褚"


def plain(reading):
    """Returns a reading without its tone, with v for ü."""
    reading = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in reading if c.isascii() and c.isalpha())


def unique(readings):
    return list(dict.fromkeys(readings))


def official(path):
    readings = {}
    for line in bz2.open(path, "rt", encoding="utf-8"):
        if "\tkTGHZ2013\t" in line:
            code, _, value = line.rstrip("\n").split("\t")
            said = (said for place in value.split() for said in place.split(":")[1].split(","))
            readings[chr(int(code[2:], 16))] = unique(map(plain, said))
    return readings


def of_crate(path):
    readings = {}
    for line in open(path, encoding="utf-8"):
        entry = line.split("#")[0].strip()
        if entry:
            code, value = entry.split(":")
            reading = plain(value.split(",")[0].strip())
            # The crate writes ü only after l and n, where it makes a difference.
            readings[chr(int(code[2:], 16))] = [reading]
    return readings


def listed(path):
    readings = {}
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#"):
            for entry in line.split():
                readings[entry[0]] = entry[1:].split("/")
    return readings


def main():
    unihan, crate, *options = sys.argv[1:]
    known = of_crate(crate)
    known.update(listed(pathlib.Path(__file__).parent / "readings.txt"))
    entries = []
    for c, wanted in sorted(official(unihan).items()):
        has = known.get(c, [])
        missing = [reading for reading in wanted if reading not in has]
        is_listed = "--all" in options or c in WANTED or not set(wanted) & set(has)
        if missing and is_listed:
            entries.append(c + "/".join(unique(has + wanted)))
    print(" ".join(entries))


if __name__ == "__main__":
    main()
