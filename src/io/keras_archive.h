#pragma once

#include "io/format.h"

namespace inkling {

/// The zip archive that Keras writes since 2.13: https://keras.io/api/saving/. In its HDF5 file a layer's
/// group is named for its class and counted, never for its own name.
Format keras_archive_format();

}  // namespace inkling
