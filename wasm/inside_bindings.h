#pragma once

#include <emscripten/bind.h>

#include "session/session.h"
#include "wasm/bound.h"

namespace inkling {

/// What a session tells of the inside of its model.
void bind_inside(emscripten::class_<Bound<Session>>& session);

}  // namespace inkling
