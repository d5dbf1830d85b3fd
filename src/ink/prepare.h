#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "base/fields.h"
#include "ink/strokes.h"

namespace inkling {

inline constexpr std::size_t kInkSide = 28;

/// What a network sees: 28 rows of 28 pixels, ink 0 (paper) to 1.
using InkImage = std::array<float, kInkSide * kInkSide>;

/// The steps of preparing a drawing. Each can be left out, to see what it is worth.
struct InkSteps {
  bool scale = true;     ///< else the drawing is as large as it was on its paper, which fills the image
  bool even_pen = true;  ///< else the pen is as wide as the writer saw it, where that is known
  bool centre = true;    ///< else the box around the ink is in the middle; not scaled, where it was drawn
  double paper = 0;      ///< where not scaled, the side of the square paper: it begins at (0, 0)

  void describe(Fields& fields);
};

/// How drawings become images, in pixels. The defaults are MNIST's: an image of another data set may be made
/// in another way.
struct InkOptions {
  static constexpr double kMinPen = 0.5;

  double box = 20;       ///< the ink's longer side, the pen's width included
  double pen = 2.4;      ///< diameter of the round pen
  double centre = 14.5;  ///< where the centre of mass goes, from the left and the top edge
  InkSteps steps = {};   ///< all, and no part of what a model file says

  /// Throws an Error unless 0.5 <= pen <= box <= 28, and the paper is known where a drawing is not scaled.
  void validate() const;
};

/// Draws a drawing as MNIST would show it: specks left out, the strokes scaled until the ink fills the box,
/// drawn with the pen, and moved (by parts of a pixel too) until the centre of mass is at the centre or the
/// ink at the frame. The image does not depend on where, how large and with which pen it was drawn. A dot,
/// that is a drawing no larger than its own pen, stays a dot. Without any ink there is no image.
std::optional<InkImage> prepare(const Drawing& drawing, const InkOptions& options = {});

}  // namespace inkling
