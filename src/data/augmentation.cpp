#include "data/augmentation.h"

namespace inkling {

void Augmentation::describe(Fields& fields) {
  fields.number("rotation_degrees", rotation_degrees, 0, 180);
  fields.help("Turned by up to so many degrees to either side.");
  fields.usual_most(30);
  fields.number("scale", scale, 0, 0.9);
  fields.help("Larger or smaller by up to this fraction.");
  fields.usual_most(0.3);
  fields.number("aspect", aspect, 0, 0.9);
  fields.help("Wider or narrower by up to this fraction.");
  fields.usual_most(0.3);
  fields.number("shear", shear, 0, 2);
  fields.help("Slanted by up to so many pixels for each pixel of height.");
  fields.usual_most(0.5);
  fields.number("shift", shift, 0, 100);
  fields.help("Moved by up to so many pixels, across and down.");
  fields.usual_most(5);
  fields.number("elastic", elastic, 0, 10);
  fields.help("Bent: how far the points of a coarse grid are moved, in pixels, as a standard deviation.");
  fields.usual_most(3);
  fields.number("thickness", thickness, 0, 2);
  fields.help("Strokes thicker or thinner by up to so many pixels, in half of the images.");
  fields.number("gain", gain, 0, 1);
  fields.help("Ink stronger or weaker by up to this fraction, in three images of ten.");
  fields.usual_most(0.5);
  fields.number("gamma", gamma, 0, 2);
  fields.help("Ink to the power of e to this number, or to its negative, in the images that gain changes.");
  fields.usual_most(1);
}

bool Augmentation::any() const {
  return *this != Augmentation{};
}

void Augmentation::validate() const {
  Augmentation copy = *this;
  read_fields("Augmentation", copy, write_fields(copy));
}

}  // namespace inkling
