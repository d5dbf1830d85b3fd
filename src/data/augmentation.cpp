#include "data/augmentation.h"

namespace inkling {

void Augmentation::describe(Fields& fields) {
  fields.number("rotation_degrees", rotation_degrees, 0, 180);
  fields.number("scale", scale, 0, 0.9);
  fields.number("aspect", aspect, 0, 0.9);
  fields.number("shear", shear, 0, 2);
  fields.number("shift", shift, 0, 100);
  fields.number("elastic", elastic, 0, 10);
  fields.number("thickness", thickness, 0, 2);
  fields.number("gain", gain, 0, 1);
  fields.number("gamma", gamma, 0, 2);
}

bool Augmentation::any() const {
  return *this != Augmentation{};
}

void Augmentation::validate() const {
  Augmentation copy = *this;
  read_fields("Augmentation", copy, write_fields(copy));
}

}  // namespace inkling
