"""Makes the fonts of a theme from the published ones: those of its pages, in fonts/, and those of its social cards, in social-card/.
docs/theme.md says how to run it and why it does what it does.

    reduce.py SOURCES THEME

SOURCES holds the unpacked packages `newsreader/` and `bricolage-grotesque/`. The same sources and the same versions of the two
libraries give the same bytes.
"""

import io
import sys
from collections import namedtuple
from pathlib import Path

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.woff2 import WOFF2FlavorData
from fontTools.varLib import instancer

from outlines import simplify

# What French and English pages are written with; of both, signs and capitals that are on fewer than one page in fifty of the sample site stand
# with the letters of western Europe: a third of the signs, and a fifth of the file.
RARE = "§©²\"‘ÄÆÈËÎÏÔÖÙÛÜŸäæöüÿªº÷±³½#$*<=>@[\\]^_`{|}~"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
FRENCH = "ÀÂÄÆÇÈÉÊËÎÏÔÖŒÙÛÜŸàâäæçèéêëîïôöœùûüÿ"
SIGNS = "\u00a0«»·°ªº×÷±−–—‘’“”…€§²³½©"
FIRST = "".join(each for each in ASCII + FRENCH + SIGNS if each not in RARE)

# What names of western Europe add, and rarer signs; then Latin letters of the rest of Europe and of Turkey. A page that uses none of
# them asks for neither file.
WESTERN = RARE + "".join(sorted({chr(code) for code in range(0xA1, 0x100)} - set(FIRST + RARE))) + "ı‚„‹›′″⁄™↑↓"
EUROPEAN = "".join(map(chr, range(0x100, 0x180))) + "ȘșȚțẞ"

# Suffix of the file, file of the package, characters, whether pairs are kerned. What stands alone among letters of another file
# cannot be kerned with them.
PARTS = [
    ("", "latin", FIRST, True),
    ("-western", "latin", WESTERN, False),
    ("-european", "latin-ext", EUROPEAN, False),
]

# Name of the file, which is that of the package too; weight: one, or the ends of a range and the weight that kerning is taken from; whether
# figures are as wide as one another from the start. Titles and labels want them so in tables, and nobody sees it elsewhere: a second set costs
# a twentieth of the file. The text's are so as they were drawn.
FACES = [
    ("newsreader", 400, False),
    ("bricolage-grotesque", (400, 800, 600), True),
]

# Those of the cards, which are drawn while the site is built: name of the file, weight.
CARD_FACES = [("bold", 700), ("medium", 500)]
CARD_PARTS = [("", "latin", FIRST + WESTERN, True), ("-european", "latin-ext", EUROPEAN, False)]

# How finely letters are drawn: units to the em; by how many of them an outline may leave its own (None: not at all); to how many of them
# kerning is rounded, and the least that is kept. A unit of PAGES is a seventh of a pixel in the largest title of the theme, and a
# twenty-sixth of one in its texts.
Grain = namedtuple("Grain", "units tolerance kerning")
PAGES = Grain(units=500, tolerance=1.5, kerning=10)
CARDS = Grain(units=1000, tolerance=None, kerning=10)
PUNCTUATION = ".,:;’'\"“”«»-–—()/?!…·"


def reopened(font):
    """The font as a reader finds it: tools of the library disagree about tables that are half read."""
    font.flavor = None
    written = io.BytesIO()
    font.save(written)
    written.seek(0)
    return TTFont(written, recalcTimestamp=False)


def opened(source, weight, tabular):
    font = TTFont(source, recalcTimestamp=False)
    if tabular:
        set_tabular(font)
    font = instancer.instantiateVariableFont(font, {"wght": weight})
    if "fvar" in font:
        # Style sheets ask for weights, not for names of weights.
        font["fvar"].instances = []
    return reopened(font)


def set_tabular(font):
    """Lets the figures of tables be those of all texts."""
    table = font["GSUB"].table
    records = [record for record in table.FeatureList.FeatureRecord if record.FeatureTag == "tnum"]
    instead = {}
    for index in {index for record in records for index in record.Feature.LookupListIndex}:
        for subtable in table.LookupList.Lookup[index].SubTable:
            instead.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    for cmap in font["cmap"].tables:
        cmap.cmap = {code: instead.get(glyph, glyph) for code, glyph in cmap.cmap.items()}


def reduced(font, characters, features, units):
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 4, 6, 14]
    options.drop_tables += ["STAT", "MVAR", "gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font = reopened(font)
    if font["head"].unitsPerEm != units:
        scale_upem(font, units)
        font = reopened(font)
    return font


def pairs(font):
    """The kerning of a font of one weight: glyph and next glyph to units."""
    table = font["GPOS"].table
    records = [record for record in table.FeatureList.FeatureRecord if record.FeatureTag == "kern"]
    kerning = {}
    for index in sorted({index for record in records for index in record.Feature.LookupListIndex}):
        # Within a lookup, the first subtable that knows a pair decides.
        decided = {}
        for subtable in table.LookupList.Lookup[index].SubTable:
            subtable = getattr(subtable, "ExtSubTable", subtable)
            if subtable.LookupType != 2:
                continue
            for pair, value in of_subtable(subtable, font.getGlyphOrder()):
                decided.setdefault(pair, getattr(value, "XAdvance", 0) or 0)
        for pair, units in decided.items():
            kerning[pair] = kerning.get(pair, 0) + units
    return kerning


def of_subtable(subtable, glyphs):
    if subtable.Format == 1:
        for left, rights in zip(subtable.Coverage.glyphs, subtable.PairSet):
            for record in rights.PairValueRecord:
                yield (left, record.SecondGlyph), record.Value1
        return
    lefts, rights = subtable.ClassDef1.classDefs, subtable.ClassDef2.classDefs
    for left in subtable.Coverage.glyphs:
        row = subtable.Class1Record[lefts.get(left, 0)].Class2Record
        for right in glyphs:
            yield (left, right), row[rights.get(right, 0)].Value1


def meets(left, right):
    """Whether one character follows the other in a text, rather than in a table of all pairs."""
    if not all(each.isalnum() or each in PUNCTUATION for each in (left, right)):
        return False
    if left.islower() and right.isupper():
        return False
    return not (left.isalpha() and right.isdigit() or left.isdigit() and right.isalpha())


def kerning_feature(font, step):
    """The kerning that can be seen, in classes and in steps of so many units."""
    characters = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        characters.setdefault(glyph, chr(code))
    rows, columns = {}, {}
    for (left, right), units in pairs(font).items():
        if left not in characters or right not in characters or not meets(characters[left], characters[right]):
            continue
        if abs(units) >= step:
            value = round(units / step) * step
            rows.setdefault(left, {})[right] = value
            columns.setdefault(right, {})[left] = value
    lines = []
    for lefts in classes(rows):
        for rights in classes(columns):
            value = rows[lefts[0]].get(rights[0])
            if value:
                lines.append(f"  pos [{' '.join(lefts)}] [{' '.join(rights)}] {value};")
    return "\n".join(["feature kern {", *lines, "} kern;"])


def classes(of_glyphs):
    """Glyphs that behave alike, together."""
    alike = {}
    for glyph, behaviour in of_glyphs.items():
        alike.setdefault(tuple(sorted(behaviour.items())), []).append(glyph)
    return sorted(sorted(glyphs) for glyphs in alike.values())


def face(source, characters, weight, kerned, grain, tabular=False):
    span, of_kerning = (weight[:2], weight[2]) if isinstance(weight, tuple) else (weight, weight)
    font = reduced(opened(source, span, tabular), characters, ["liga"] if tabular else ["liga", "tnum"], grain.units)
    if "GPOS" in font:
        del font["GPOS"]
    if kerned:
        plain = reduced(opened(source, of_kerning, tabular), characters, ["kern"], grain.units)
        addOpenTypeFeaturesFromString(font, kerning_feature(plain, grain.kerning), tables=["GPOS"])
        font = reopened(font)
    if grain.tolerance is not None:
        simplify(font, grain.tolerance)
    return font


def bare(font):
    """The font without what a browser does not need: classes of glyphs where nothing is marked, and widths by weight, which the outlines tell too."""
    for table in ("GDEF", "HVAR"):
        if table in font:
            del font[table]
    nameless(font)


def nameless(font):
    """The font with its notice and without its names, which a style sheet gives; its licence stands beside it."""
    font["name"].names = [record for record in font["name"].names if record.nameID == 0 or record.nameID >= 256]


def named(font, family):
    """The font under the name that drawings ask for: the published one bears that of its first instance."""
    for name in (1, 4, 6):
        for record in [record for record in font["name"].names if record.nameID == name]:
            record.string = family.replace(" ", "") if name == 6 else family


def main(sources, theme):
    for name, weight, tabular in FACES:
        for suffix, script, characters, kerned in PARTS:
            source = sources / name / "files" / f"{name}-{script}-wght-normal.woff2"
            font = face(source, characters, weight, kerned, PAGES, tabular)
            bare(font)
            font.flavor = "woff2"
            font.flavorData = WOFF2FlavorData(transformedTables={"glyf", "loca", "hmtx"})
            path = theme / "fonts" / f"{name}{suffix}.woff2"
            font.save(path)
            print(f"{path.stat().st_size:6} {path.name}")
    for name, weight in CARD_FACES:
        for suffix, script, characters, kerned in CARD_PARTS:
            source = sources / "bricolage-grotesque" / "files" / f"bricolage-grotesque-{script}-wght-normal.woff2"
            path = theme / "social-card" / f"bricolage-grotesque-{name}{suffix}.ttf"
            font = face(source, characters, weight, kerned, CARDS)
            font["OS/2"].usWeightClass = weight
            named(font, "Bricolage Grotesque")
            font.save(path)
            print(f"{path.stat().st_size:6} {path.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
