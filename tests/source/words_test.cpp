#include <doctest/doctest.h>

#include <cctype>

#include "numbers.h"
#include "source/tree.h"

using namespace inkling::tests;

namespace {

/// Words of Inkling's own that gave way to the field's, which src/README.md lists.
const char* const kGone[] = {
    "Blot",
    "blot",
    "blots",
    "middle_line",
    "find_seams",
    "round_kernels",
    "SampleWork",
    "works_by_samples",
    "lets_next_work",
    "only_grows",
    "picks_largest",
    "end_with",
    "take_activation",
    "telling_options",
    "judge",
    "judged",
    "vary",
    "varied",
    "farewell",
    "kFewest",
    "kMaxKept",
    "passing",
    "Reader",
    "ReadingOptions",
    "evaluate_part",
    "evaluatePart",
    "read_picture",
};

bool is_part_of_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

/// The lines of the text that hold the word by itself.
std::vector<std::size_t> lines_with(const std::string& text, const std::string& word) {
  std::vector<std::size_t> lines;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at > 0 && is_part_of_word(text[at - 1])) || (end < text.size() && is_part_of_word(text[end])))
      continue;
    lines.push_back(1 + static_cast<std::size_t>(
                            std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')));
  }
  return lines;
}

}  // namespace

TEST_CASE("words that gave way to the field's are gone") {
  for (const char* folder : {"src", "wasm"})
    for (const auto& file : files_below(folder))
      for (const char* word : kGone)
        for (const std::size_t line : lines_with(file.text, word))
          FAIL_CHECK(file.path, ":", line, ": ", word, " is called otherwise, see src/README.md");
}

TEST_CASE("a word is found by itself only") {
  CHECK(lines_with("judge\nprejudge judged\n(judge)", "judge") == std::vector<std::size_t>{1, 3});
}
