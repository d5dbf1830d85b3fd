#include "base/labels.h"

namespace inkling {

std::vector<std::string> emnist_classes(std::size_t count) {
  const std::string digits = "0123456789", capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                    small = "abcdefghijklmnopqrstuvwxyz", unlike_capitals = "abdefghnqrt";
  std::string all;
  if (count == 26) all = capitals;
  if (count == 36) all = digits + capitals;
  if (count == 47) all = digits + capitals + unlike_capitals;
  if (count == 62) all = digits + capitals + small;
  std::vector<std::string> names;
  for (const char each : all) names.emplace_back(1, each);
  return names;
}

}  // namespace inkling
