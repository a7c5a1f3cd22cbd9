"""Draws the letters of a font with fewer points, where nobody sees the difference.

A published font draws a curve as closely as its grid allows, with two to four points where one or two do at the size of a page. Between two points
that lie on an outline, each curve is drawn anew with as few as keep it within a tolerance. A variable font's are drawn anew at both ends of its
axis at once, so that each weight keeps to the tolerance.
"""

import math

from fontTools.cu2qu.cu2qu import curves_to_quadratic
from fontTools.cu2qu.errors import ApproxNotFoundError
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
from fontTools.varLib.iup import iup_delta

# Points that a curve is measured at, for each of the quadratic pieces it has.
MEASURED = 12

# How often the places of those points along a new curve are corrected.
CORRECTIONS = 8

# What a variable glyph moves besides its points: its advance and its bearings.
PHANTOMS = 4


def simplify(font, tolerance):
    """Draws every glyph anew that has an outline of its own; none leaves its old outline by more than `tolerance` units."""
    variations = font["gvar"].variations if "gvar" in font else {}
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        if glyph.numberOfContours > 0:
            redraw(glyph, variations.get(name), tolerance)
            glyph.recalcBounds(font["glyf"])


def redraw(glyph, variations, tolerance):
    points = list(glyph.coordinates)
    ends = list(glyph.endPtsOfContours)
    masters = [points]
    if variations:
        # A font of one axis that is cut at its default has one other end.
        [variation] = variations
        deltas = iup_delta(variation.coordinates, points + [(0, 0)] * PHANTOMS, ends)
        masters.append([(x + dx, y + dy) for (x, y), (dx, dy) in zip(points, deltas)])
    drawn = [[] for _ in masters]
    flags, new_ends, start = [], [], 0
    for end in ends:
        for pieces, on_curve in contour(masters, glyph.flags, range(start, end + 1), tolerance):
            for outline, piece in zip(drawn, pieces):
                outline.extend(piece)
            flags.extend(on_curve)
        new_ends.append(len(flags) - 1)
        start = end + 1
    glyph.coordinates = GlyphCoordinates(drawn[0])
    glyph.flags = bytearray(flags)
    glyph.endPtsOfContours = new_ends
    if variations:
        moved = [(round(to_x - x), round(to_y - y)) for (x, y), (to_x, to_y) in zip(*drawn)]
        variation.coordinates = moved + [(round(x), round(y)) for x, y in deltas[len(points):]]
        variation.optimize(drawn[0] + [(0, 0)] * PHANTOMS, new_ends)


def contour(masters, flags, indices, tolerance):
    """Pieces of a contour, each from a point on the outline up to the next: its points in each master, and whether each is on the outline."""
    on = [index for index in indices if flags[index] & 1]
    if len(on) < 2:
        yield [[master[index] for index in indices] for master in masters], [flags[index] & 1 for index in indices]
        return
    length = len(indices)
    for index, following in zip(on, on[1:] + on[:1]):
        steps = (following - index) % length
        piece = [indices[0] + (index - indices[0] + step) % length for step in range(steps + 1)]
        pieces = fewer([[master[each] for each in piece] for master in masters], tolerance)
        yield [points[:-1] for points in pieces], [1] + [0] * (len(pieces[0]) - 2)


def fewer(splines, tolerance):
    """The same curves, one a master, with as few points as the tolerance allows, as many in each."""
    if len(splines[0]) <= 3:
        return splines
    cubics = [cubic(spline) for spline in splines]
    if None in cubics:
        return splines
    old = [measured(spline) for spline in splines]
    # Points stand on the grid, which takes some of the tolerance.
    for share in (1, 0.75, 0.5, 0.25):
        try:
            found = curves_to_quadratic(cubics, [tolerance * share] * len(cubics))
        except ApproxNotFoundError:
            return splines
        if len(found[0]) >= len(splines[0]):
            return splines
        found = [[(round(x), round(y)) for x, y in spline] for spline in found]
        if all(apart(measured(new), was) <= tolerance for new, was in zip(found, old)):
            return found
    return splines


def cubic(spline):
    """The cubic curve nearest to a quadratic spline, with its ends and its tangents there; None where there is none to speak of.

    Least squares over the two handles' lengths, places along the curve corrected by Newton's method (Schneider, Graphics Gems, 1990).
    """
    first, last = spline[0], spline[-1]
    leaving, arriving = direction(first, spline[1]), direction(last, spline[-2])
    if leaving is None or arriving is None:
        return None
    points = measured(spline)
    walked = [0.0]
    for one, other in zip(points, points[1:]):
        walked.append(walked[-1] + math.dist(one, other))
    places = [each / walked[-1] for each in walked]
    for _ in range(CORRECTIONS):
        lengths = handles(points, places, leaving, arriving)
        if lengths is None:
            return None
        curve = (first, *(tuple(at[axis] + length * towards[axis] for axis in (0, 1)) for at, length, towards in zip((first, last), lengths, (leaving, arriving))), last)
        places = [nearer(curve, point, place) for point, place in zip(points, places)]
    return curve


def direction(start, towards):
    length = math.dist(start, towards)
    return ((towards[0] - start[0]) / length, (towards[1] - start[1]) / length) if length else None


def handles(points, places, leaving, arriving):
    """Lengths of the two handles that bring a cubic curve nearest to the points; None where one would point backwards."""
    first, last = points[0], points[-1]
    ll = la = aa = l_rest = a_rest = 0
    for point, t in zip(points, places):
        u = 1 - t
        at_leaving, at_arriving = 3 * u * u * t, 3 * u * t * t
        for axis in (0, 1):
            of_leaving, of_arriving = leaving[axis] * at_leaving, arriving[axis] * at_arriving
            rest = point[axis] - (u**3 + at_leaving) * first[axis] - (t**3 + at_arriving) * last[axis]
            ll += of_leaving * of_leaving
            la += of_leaving * of_arriving
            aa += of_arriving * of_arriving
            l_rest += of_leaving * rest
            a_rest += of_arriving * rest
    determinant = ll * aa - la * la
    if abs(determinant) < 1e-9:
        return None
    lengths = ((l_rest * aa - a_rest * la) / determinant, (ll * a_rest - la * l_rest) / determinant)
    return lengths if min(lengths) > 0 else None


def nearer(curve, point, t):
    """A place along the curve that is nearer to the point than `t`: one step of Newton's method."""
    u = 1 - t
    slope = curvature = 0
    for axis in (0, 1):
        a, b, c, d = (each[axis] for each in curve)
        off = u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d - point[axis]
        first = 3 * (u * u * (b - a) + 2 * u * t * (c - b) + t * t * (d - c))
        second = 6 * (u * (c - 2 * b + a) + t * (d - 2 * c + b))
        slope += off * first
        curvature += first * first + off * second
    return min(1, max(0, t - slope / curvature)) if curvature else t


def measured(spline):
    """Points along a spline: its first and last are on it, those between are its handles."""
    start, handles, last = spline[0], spline[1:-1], spline[-1]
    points = [start]
    for handle, following in zip(handles, [*handles[1:], None]):
        stop = last if following is None else ((handle[0] + following[0]) / 2, (handle[1] + following[1]) / 2)
        for step in range(1, MEASURED + 1):
            t = step / MEASURED
            u = 1 - t
            points.append(tuple(u * u * start[axis] + 2 * u * t * handle[axis] + t * t * stop[axis] for axis in (0, 1)))
        start = stop
    return points


def apart(one, other):
    """The greatest distance of a point of either from the other."""
    return max(max(min(map(lambda a, b: distance(point, a, b), line, line[1:])) for point in points) for points, line in ((one, other), (other, one)))


def distance(point, start, end):
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    t = max(0, min(1, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length)) if length else 0
    return math.hypot(point[0] - start[0] - t * dx, point[1] - start[1] - t * dy)
