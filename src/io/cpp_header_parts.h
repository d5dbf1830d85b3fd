#pragma once

namespace inkling {

/// The text of a C++ header around its weights, with @name@ and the like to be filled in.
extern const char *const kCppHeaderBegin, *const kCppHeaderFunctions, *const kCppHeaderEnd;

}  // namespace inkling
