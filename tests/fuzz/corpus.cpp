#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "fixtures.h"
#include "fuzz/targets.h"

using namespace inkling;

TEST_CASE("every reader comes back from what fuzzing began with and what it found") {
  for (const auto& target : fuzz::targets()) {
    const auto folder = std::filesystem::path(INKLING_SOURCE_DIR) / "tests/fuzz/corpus" / target.name;
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      CAPTURE(entry.path().string());
      const std::string text = tests::read_text(entry.path().string());
      CHECK_NOTHROW(target.read(std::as_bytes(std::span(text))));
      ++files;
    }
    CHECK_MESSAGE(files > 0, folder.string());
  }
}
