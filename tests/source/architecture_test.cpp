#include <doctest/doctest.h>

#include <cctype>
#include <map>
#include <set>
#include <sstream>

#include "numbers.h"
#include "source/tree.h"

using namespace inkling::tests;

namespace {

using Names = std::set<std::string>;

Names operator+(Names a, const Names& b) {
  a.insert(b.begin(), b.end());
  return a;
}

// --- The rules
// -------------------------------------------------------------------------------------------------

/// What each module may include besides itself: what stands to its left in src/README.md.
const std::map<std::string, Names>& visible() {
  static const Names base{"base"}, tensor = base + Names{"tensor"}, kernels = tensor + Names{"kernels"};
  static const Names small = kernels + Names{"activations", "initializers"};
  static const Names parts = small + Names{"layers", "losses", "metrics", "schedules", "optimizers"};
  static const Names model = parts + Names{"model"};
  static const Names session = model + Names{"io", "presets", "data", "ink", "trainer", "callbacks"};
  static const std::map<std::string, Names> visible{
      {"base", {}},
      {"tensor", base},
      {"kernels", tensor},
      {"activations", kernels},
      {"initializers", kernels},
      {"layers", small},
      {"losses", kernels},
      {"metrics", kernels},
      {"schedules", kernels},
      {"optimizers", kernels + Names{"schedules"}},
      {"model", parts},
      {"io", model + Names{"data"}},
      {"presets", model},
      {"data", tensor},
      {"ink", tensor},
      {"trainer", model + Names{"data"}},
      {"callbacks", model + Names{"data", "io", "trainer"}},
      {"session", session},
      {"cli", session + Names{"session"}},
      {"wasm", session + Names{"session"}},
  };
  return visible;
}

struct Forbidden {
  std::string text;
  /// Where it is allowed all the same: a module or a file.
  Names except;
};

const std::vector<Forbidden>& forbidden() {
  static const Names nowhere, cli{"cli"}, pool{"src/base/parallel_threads.cpp"};
  static const std::vector<Forbidden> forbidden{
      // SIMD and matrices
      {"<Eigen/", {"kernels"}},
      {"immintrin.h", {"kernels"}},
      {"wasm_simd128.h", {"kernels"}},
      {"arm_neon.h", {"kernels"}},
      {"vector_size(", {"kernels"}},
      // the browser
      {"<emscripten", {"wasm"}},
      {"__EMSCRIPTEN__", nowhere},
      // files, printing, clocks, threads
      {"<iostream>", cli},
      {"<fstream>", cli},
      {"<filesystem>", cli},
      {"printf(", cli},
      {"fprintf(", cli},
      {"puts(", cli},
      {"fopen(", cli},
      {"std::cout", cli},
      {"std::cerr", cli},
      {"<chrono>", cli + pool},
      {"time(", cli},
      {"clock(", cli},
      {"getenv(", cli},
      {"<thread>", pool},
      {"<atomic>", pool},
      {"<mutex>", pool},
      // randomness that is not handed in, or not the same everywhere
      {"std::rand", nowhere},
      {"<random>", nowhere},
      {"std::mt19937", nowhere},
      {"std::shuffle", nowhere},
      {"std::unordered_map", nowhere},
      {"std::unordered_set", nowhere},
      {"std::hash", nowhere},
      // functions whose last bit depends on the C library
      {"std::exp(", nowhere},
      {"std::exp2(", nowhere},
      {"std::expm1(", nowhere},
      {"std::log(", nowhere},
      {"std::log2(", nowhere},
      {"std::log10(", nowhere},
      {"std::log1p(", nowhere},
      {"std::pow(", nowhere},
      {"std::sin(", nowhere},
      {"std::cos(", nowhere},
      {"std::tan(", nowhere},
      {"std::sinh(", nowhere},
      {"std::cosh(", nowhere},
      {"std::tanh(", nowhere},
      {"std::atan(", nowhere},
      {"std::atan2(", nowhere},
      {"std::hypot(", nowhere},
      {"std::cbrt(", nowhere},
      {"std::fma(", nowhere},
      {"std::reduce(", nowhere},
      {"<math.h>", nowhere},
      {"<tgmath.h>", nowhere},
  };
  return forbidden;
}

std::size_t longest_file(const std::string& module) {
  return module == "kernels" ? 300 : 250;
}

// --- How they are checked
// --------------------------------------------------------------------------------------

/// The module of src/<module>/... and of wasm/.
std::string module_of(const SourceFile& file) {
  return file.path.starts_with("wasm/") ? "wasm" : file.folder();
}

std::string without_comment(const std::string& line) {
  return line.substr(0, line.find("//"));
}

/// Whether `line` has `text`, not as the end of a longer name.
bool uses(const std::string& line, const std::string& text) {
  const auto in_name = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  for (auto at = line.find(text); at != std::string::npos; at = line.find(text, at + 1))
    if (at == 0 || !in_name(text[0]) || !in_name(line[at - 1])) return true;
  return false;
}

std::vector<std::string> faults_of(const SourceFile& file) {
  std::vector<std::string> faults;
  const std::string module = module_of(file);
  const auto rule = visible().find(module);
  if (rule == visible().end()) return {file.path + ": the module " + module + " is not in the rules"};
  std::istringstream lines(file.text);
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::string where = file.path + ":" + std::to_string(++number) + ": ", code = without_comment(line);
    if (code.starts_with("#include \"")) {
      const std::string included = code.substr(10, code.find('"', 10) - 10);
      const std::string other = included.substr(0, included.find('/'));
      if (included.find('/') == std::string::npos || included.find("..") != std::string::npos)
        faults.push_back(where + "includes " + included + ", which is not named as module/file");
      else if (other != module && !rule->second.contains(other))
        faults.push_back(where + module + " must not see " + other);
    }
    for (const auto& [text, except] : forbidden())
      if (uses(code, text) && !except.contains(module) && !except.contains(file.path))
        faults.push_back(where + text + " is not allowed in " + module);
  }
  if (number > longest_file(module))
    faults.push_back(file.path + " has " + std::to_string(number) + " lines, at most " +
                     std::to_string(longest_file(module)) + " are wanted");
  return faults;
}

}  // namespace

TEST_CASE("every file keeps the rules of its module") {
  auto files = files_below("src");
  for (auto& file : files_below("wasm"))
    if (!file.path.starts_with("wasm/library/examples/")) files.push_back(std::move(file));
  CHECK(files.size() > 100);
  for (const auto& file : files)
    if (file.extension() != ".json")
      for (const auto& fault : faults_of(file)) FAIL_CHECK(fault);
}

TEST_CASE("what breaks a rule is found") {
  const auto found = [](const std::string& path, const std::string& text) {
    std::string all;
    for (const auto& fault : faults_of({path, text})) all += fault + "\n";
    return all;
  };
  CHECK(found("src/layers/dense.cpp", "#include \"kernels/matrix.h\"\n#include <cmath>\n") == "");
  CHECK(contains(found("src/layers/dense.cpp", "\n#include \"model/sequential.h\"\n"),
                 "src/layers/dense.cpp:2: layers must not see model"));
  CHECK(
      contains(found("src/layers/dense.cpp", "#include \"losses/loss.h\"\n"), "layers must not see losses"));
  CHECK(contains(found("src/losses/loss.cpp", "#include \"metrics/metric.h\"\n"),
                 "losses must not see metrics"));
  CHECK(contains(found("src/data/idx.cpp", "#include \"kernels/matrix.h\"\n"), "data must not see kernels"));
  CHECK(contains(found("src/ink/prepare.cpp", "#include \"data/dataset.h\"\n"), "ink must not see data"));
  CHECK(contains(found("src/trainer/trainer.cpp", "#include \"io/model_file.h\"\n"),
                 "trainer must not see io"));
  CHECK(contains(found("src/base/json.cpp", "#include \"json.h\"\n"), "not named as module/file"));
  CHECK(contains(found("src/base/json.cpp", "#include \"../tensor/shape.h\"\n"), "not named as module/file"));
  CHECK(contains(found("src/extra/thing.cpp", ""), "not in the rules"));
  CHECK(
      contains(found("src/layers/dense.cpp", "#include <Eigen/Core>\n"), "<Eigen/ is not allowed in layers"));
  CHECK(found("src/kernels/matrix.cpp", "#include <Eigen/Core>\n") == "");
  CHECK(contains(found("src/model/sequential.cpp", "  y = std::exp(x);\n"), "std::exp( is not allowed"));
  CHECK(found("src/model/sequential.cpp", "  y = math::exp(x);  // not std::exp(x)\n") == "");
  CHECK(contains(found("src/session/session.cpp", "std::printf(\"\");\n"), "printf( is not allowed"));
  CHECK(found("src/session/session.cpp", "std::snprintf(text, sizeof text, \"\");\n") == "");
  CHECK(found("src/cli/main.cpp", "#include <iostream>\n") == "");
  CHECK(contains(found("src/trainer/trainer.cpp", "#include <chrono>\n"), "<chrono> is not allowed"));
  CHECK(contains(found("wasm/bindings.cpp", "#include <fstream>\n"), "<fstream> is not allowed in wasm"));
  CHECK(found("wasm/bindings.cpp", "#include <emscripten/bind.h>\n") == "");
  CHECK(contains(found("src/base/hash.cpp", std::string(251, '\n')), "has 251 lines"));
  CHECK(found("src/kernels/product.cpp", std::string(300, '\n')) == "");
}

TEST_CASE("the rules name the modules there are, and so does src/README.md") {
  Names modules{"wasm"};
  for (const auto& file : files_below("src")) modules.insert(file.folder());
  const std::string readme = read_text(INKLING_SOURCE_DIR "/src/README.md");
  for (const auto& [module, sees] : visible()) {
    CHECK_MESSAGE(modules.contains(module), module, " is in the rules but not in src/");
    if (module != "wasm")
      CHECK_MESSAGE(contains(readme, "`" + module + "/`"), module, " is not in src/README.md");
  }
}
