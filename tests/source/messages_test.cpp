#include <doctest/doctest.h>

#include "source/tree.h"

using namespace inkling::tests;

namespace {

/// What stands between the parenthesis at `begin` and the one that closes it, without spaces and what is
/// within literals.
std::string given_at(const std::string& text, std::size_t begin) {
  std::string given;
  int depth = 0;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      for (++at; at < text.size() && text[at] != c; ++at) at += text[at] == '\\';
      given += "\"\"";
      continue;
    }
    depth += (c == '(') - (c == ')');
    if (depth == 0) break;
    if (c != ' ' && c != '\n') given += c;
  }
  return given;
}

/// The lines in which a message is put together otherwise than by its rule.
std::vector<std::size_t> glued(const std::string& text) {
  std::vector<std::size_t> lines;
  for (const char* name : {"fail(", "require(", "refuse(", "compose("})
    for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
      const std::string given = given_at(text, at + std::string_view(name).size() - 1);
      for (const char* glue : {"\"\"+", "+\"\"", "to_string(", ".dump(", "shortened("})
        if (given.find(glue) != given.npos) {
          const auto end = text.begin() + static_cast<std::ptrdiff_t>(at);
          lines.push_back(1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n')));
          break;
        }
    }
  return lines;
}

}  // namespace

TEST_CASE("what the core refuses it says by a rule and values") {
  for (const char* folder : {"src", "wasm"})
    for (const auto& file : files_below(folder))
      for (const std::size_t line : glued(file.text))
        FAIL_CHECK(file.path, ":", line,
                   ": a message is a rule with {} and the values for it (base/error.h)");
}

TEST_CASE("a message that is glued together is found") {
  CHECK(glued("fail(\"x\", \"got {}\", a + 1);").empty());
  CHECK(glued("fail(\"x\", \"a) + \\\" + \", name(')'));\nf(\"a\" + b);").empty());
  const std::vector<std::size_t> third{3};
  CHECK(glued("\n\nfail(\"x\", \"got \" + a);") == third);
  CHECK(glued("\n\nrequire(a(b), \"x\",\n        a +\n \"is wrong\");") == third);
  CHECK(glued("\n\nrefuse(\"got {}\", std::to_string(3));") == third);
  CHECK(glued("\n\nfail(a, \"{}\", shortened(name))") == third);
}
