#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace inkling {

/// The two parts of a data set.
enum class Part { kTraining, kTest };

/// "training" or "test".
const char* part_name(Part part);

/// Which part a path speaks of: the last folder or name in it that says train, test, t10k or val decides;
/// without one it is the training part.
Part part_of(std::string_view path);

/// What the words of a path say that an array is: the last folder or name that says something decides.
enum class Role { kUnknown, kImages, kLabels, kIds };
Role role_of(std::string_view path);

/// EMNIST's files (https://www.nist.gov/itl/products-and-services/emnist-dataset) hold images that lie on
/// their sides.
bool is_emnist(std::string_view path);

/// Names of the labels of one of EMNIST's sets, from the least on; empty for other paths.
std::vector<std::string> emnist_labels(std::string_view path);

}  // namespace inkling
