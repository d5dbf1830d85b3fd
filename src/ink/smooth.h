#pragma once

#include "ink/strokes.h"

namespace inkling {

/// A drawing of which a slow device told only few points, with the curves that the hand made between them:
/// segments longer than `length` become cubic curves through the same points (Hermite's, with the tangents of
/// Catmull and Rom), but for corners, which stay. Uses + - * / and sqrt only.
std::vector<Stroke> smooth(const std::vector<Stroke>& strokes, double length);

}  // namespace inkling
