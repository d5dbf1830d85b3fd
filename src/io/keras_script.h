#pragma once

#include "io/format.h"

namespace inkling {

/// A Python program that trains the network further in Keras, with a .h5 file beside it. It is only written.
Format keras_script_format();

}  // namespace inkling
