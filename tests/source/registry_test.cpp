#include <doctest/doctest.h>

#include <set>

#include "activations/activation.h"
#include "base/names.h"
#include "callbacks/callbacks.h"
#include "initializers/initializer.h"
#include "layers/layer.h"
#include "losses/loss.h"
#include "metrics/metric.h"
#include "numbers.h"
#include "optimizers/optimizer.h"
#include "schedules/schedule.h"
#include "source/tree.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// A folder of kinds that are found by name.
struct Noun {
  std::string folder;
  std::vector<std::string> names;
  /// Files of the folder that are no kind of their own, besides registry.cpp.
  std::set<std::string> shared;
};

/// The file of a kind is the snake_case of its type, with ReLU as one word. Initializers are few formulas
/// with many names.
std::string file_of(std::string name) {
  if (name.starts_with("Glorot") || name.starts_with("He")) return "variance_scaling";
  if (name == "AdamW" || name == "RMSprop") return lower_case(name);
  if (name == "TerminateOnNaN") return "terminate_on_nan";
  if (const auto at = name.find("ReLU"); at != std::string::npos) name.replace(at, 4, "Relu");
  return snake_case(name);
}

std::vector<std::string> faults_of(const Noun& noun, const std::vector<SourceFile>& sources,
                                   const std::vector<SourceFile>& tests) {
  std::vector<std::string> faults;
  std::set<std::string> headers, all_files, known = noun.shared;
  std::string all_tests;
  for (const auto& file : sources) {
    all_files.insert(file.stem());
    if (file.extension() == ".h") headers.insert(file.stem());
  }
  for (const auto& test : tests) all_tests += test.text;
  known.insert({"registry", "registry_reading"});
  for (const auto& name : noun.names) {
    const std::string file = file_of(name), quoted = '"' + name + '"';
    known.insert(file);
    if (!headers.contains(file))
      faults.push_back(name + " has no file src/" + noun.folder + "/" + file + ".h");
    if (!contains(all_tests, quoted) && !contains(all_tests, '"' + snake_case(name) + '"') &&
        !contains(all_tests, '"' + lower_case(name) + '"'))
      faults.push_back("no test in tests/" + noun.folder + " names " + name);
    if (noun.folder != "layers") continue;
    const std::string path = "tests/layers/" + file + "_test.cpp";
    const auto test =
        std::find_if(tests.begin(), tests.end(), [&](const auto& each) { return each.path == path; });
    if (test == tests.end())
      faults.push_back(name + " has no test " + path);
    else if (!contains(test->text, "check_layer(") || !contains(test->text, quoted))
      faults.push_back(path + " does not check the layer contract of " + name);
  }
  for (const auto& file : all_files)
    if (!known.contains(file))
      faults.push_back("src/" + noun.folder + "/" + file + " is not in the registry");
  return faults;
}

}  // namespace

TEST_CASE("every kind that is registered has its file and its test, and every file is registered") {
  for (const Noun& noun : std::vector<Noun>{
           {"layers",
            layer_types(),
            {"layer", "global_pooling2d", "kernel_and_bias", "output_activation", "pooling2d",
             "pooling_layer", "regularizer", "window"}},
           {"activations", activation_names(), {"activation"}},
           {"initializers", initializer_types(), {"initializer"}},
           {"losses", loss_types(), {"loss", "probability"}},
           {"metrics", metric_types(), {"metric", "confusion_matrix", "share", "thresholded_share"}},
           {"callbacks", callback_types(), {"callbacks", "file_name", "monitor"}},
           {"optimizers", optimizer_types(), {"optimizer"}},
           {"schedules", schedule_types(), {"schedule", "constant_rate", "periodic_decay"}},
       })
    for (const auto& fault :
         faults_of(noun, files_below("src/" + noun.folder), files_below("tests/" + noun.folder)))
      FAIL_CHECK(fault);
}

TEST_CASE("a missing file, test, contract line or registry entry is found") {
  const SourceFile header{"src/layers/re_shape.h", ""}, source{"src/layers/re_shape.cpp", ""};
  const SourceFile test{"tests/layers/re_shape_test.cpp",
                        "check_layer({{\"class_name\", \"ReShape\"}}, {2});"};
  const Noun layers{"layers", {"ReShape"}, {}};
  const auto faults = [&](const std::vector<SourceFile>& sources, const std::vector<SourceFile>& tests) {
    std::string all;
    for (const auto& fault : faults_of(layers, sources, tests)) all += fault + "\n";
    return all;
  };
  CHECK(faults({header, source}, {test}) == "");
  CHECK(contains(faults({source}, {test}), "ReShape has no file src/layers/re_shape.h"));
  CHECK(contains(faults({header, source}, {}), "ReShape has no test tests/layers/re_shape_test.cpp"));
  CHECK(contains(faults({header, source}, {{test.path, "// \"ReShape\""}}),
                 "does not check the layer contract"));
  CHECK(contains(faults({header, {"src/layers/crop.cpp", ""}}, {test}),
                 "src/layers/crop is not in the registry"));
  CHECK(file_of("LeakyReLU") == "leaky_relu");
  CHECK(file_of("GlobalAveragePooling2D") == "global_average_pooling2d");
}

TEST_CASE("every reference value is used") {
  for (const std::string folder :
       {"callbacks", "initializers", "layers", "losses", "metrics", "optimizers", "schedules"}) {
    std::string tests;
    for (const auto& file : files_below("tests/" + folder)) tests += file.text;
    for (const auto& fixture : files_below("tests/fixtures/" + folder))
      CHECK_MESSAGE(
          (contains(tests, '"' + fixture.stem() + '"') || contains(tests, fixture.stem() + ".json")),
          fixture.path, " is used by no test");
  }
}

TEST_CASE("every kind has reference values, or a test that works them out") {
  const auto tests = files_below("tests");
  const auto is_named = [&](const std::string& folder, const std::string& name) {
    const auto fixtures = files_below("tests/fixtures/" + folder);
    const std::string works_out = "TEST_CASE(\"" + name + " has the values of its formula\")";
    const auto has_test = [&](const auto& file) { return contains(file.text, works_out); };
    if (std::any_of(tests.begin(), tests.end(), has_test)) return true;
    return std::any_of(fixtures.begin(), fixtures.end(), [&](const auto& fixture) {
      return contains(fixture.text, '"' + name + '"') ||
             contains(fixture.text, '"' + snake_case(name) + '"') ||
             contains(fixture.text, '"' + lower_case(name) + '"');
    });
  };
  // What no other program has, or only does to files: their tests work the values out.
  const std::set<std::string> own{"Sobel", "ModelCheckpoint", "LearningRateScheduler", "CSVLogger",
                                  "TerminateOnNaN"};
  for (const auto& [folder, names] : std::vector<std::pair<std::string, std::vector<std::string>>>{
           {"layers", layer_types()},
           {"layers", activation_names()},
           {"losses", loss_types()},
           {"optimizers", optimizer_types()},
           {"schedules", schedule_types()},
           {"metrics", metric_types()},
           {"initializers", initializer_types()},
           {"callbacks", callback_types()},
       })
    for (const auto& name : names)
      if (!own.contains(name))
        CHECK_MESSAGE(is_named(folder, name), "no file of tests/fixtures/", folder, " names ", name,
                      ", and no test says that it has the values of its formula");
}
