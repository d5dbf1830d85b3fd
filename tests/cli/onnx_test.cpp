#include "cli/onnx.h"

#include <doctest/doctest.h>
#include <onnx.pb.h>

#include <cmath>
#include <limits>
#include <utility>

#include "cli/models.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Bytes nothing_beside(const std::string& name) {
  FAIL("asked for ", name);
  return {};
}

ModelFile read_alone(const Bytes& bytes) {
  return read_onnx("model.onnx", bytes, nothing_beside);
}

onnx::ModelProto proto_of(const std::string& fixture) {
  onnx::ModelProto model;
  REQUIRE(model.ParseFromString(read_text(fixture_path("containers/" + fixture))));
  return model;
}

std::string refusal_of(const onnx::ModelProto& model) {
  return refusal([&] { read_alone(to_bytes(model.SerializeAsString())); });
}

/// What is said of a model whose first tensor has these axes.
std::string refusal_of_axes(const std::vector<std::int64_t>& sizes) {
  onnx::ModelProto model = proto_of("raw.onnx");
  auto& tensor = *model.mutable_graph()->mutable_initializer(0);
  tensor.clear_dims();
  for (const std::int64_t size : sizes) tensor.add_dims(size);
  return refusal_of(model);
}

}  // namespace

TEST_CASE("an ONNX file is read, however it stores its numbers") {
  for (const char* name : {"raw.onnx", "lists.onnx"}) {
    CAPTURE(name);
    const ModelFile file = read_alone(model_fixture(name));
    CHECK(file.bytes.empty());
    const Json& model = file.description["onnx"];
    CHECK(model["ir_version"] == 6);
    CHECK(model["producer_name"] == "pytorch");
    CHECK(model["producer_version"] == "1.6");
    CHECK(model["opset_import"] ==
          parse_json("", R"([{"domain": "", "version": 13}, {"domain": "ai.onnx.ml", "version": 2}])"));
    const Json& graph = model["graph"];
    CHECK(graph["name"] == "digits");
    CHECK(graph["input"] ==
          parse_json("", R"([{"name": "image", "elem_type": 1, "shape": ["batch", 1, 28, null]}])"));
    CHECK(graph["output"] == parse_json("", R"([{"name": "digit", "elem_type": 1, "shape": null}])"));
    CHECK(graph["node"].size() == 5);
    CHECK(graph["node"][0]["attribute"] == parse_json("", R"({"value": {"tensor": "shape:value"}})"));
    CHECK(graph["node"][1]["attribute"] == parse_json("", R"({"value": {"tensor": "mean:value"}})"));
    CHECK(graph["node"][2]["attribute"] == parse_json("", R"({"value": null})"));
    CHECK(graph["node"][3] == parse_json("", R"({"name": "first", "op_type": "Conv", "domain": "",
        "input": ["image", "w", ""], "output": ["y"],
        "attribute": {"auto_pad": "NOTSET", "group": 1, "pads": [1, 1, 1, 1]}})"));
    CHECK(graph["node"][4]["domain"] == "ai.onnx.ml");
    CHECK(graph["node"][4]["attribute"] ==
          parse_json("", R"({"alpha": 0.5, "body": null, "names": ["a", "ö"], "scales": [1.0, 0.5]})"));
    for (const char* integer : {"i8", "i4", "i2", "i1"})
      CHECK(model["integers"][integer] == parse_json("", R"({"shape": [1, 3], "values": [1, 100, -3]})"));
    for (const char* integer : {"u8", "u4", "u2", "u1"})
      CHECK(model["integers"][integer] == parse_json("", R"({"shape": [1, 3], "values": [1, 100, 3]})"));
    CHECK(model["integers"]["?"] == parse_json("", R"({"shape": [1, 3], "values": [1, 0, 1]})"));
    CHECK(model["integers"]["shape:value"] == parse_json("", R"({"shape": [2], "values": [-1, 784]})"));
    CHECK(model["integers"].size() == 10);
    for (const char* real : {"f8", "f4", "f2"}) CHECK(values_of(file, real) == Floats{1, 100, 0.5f});
    CHECK(values_of(file, "bf16") == Floats{1, -3});
    CHECK(values_of(file, "mean:value") == Floats{0.25f});
    CHECK(tensor_of(file, "mean:value").shape == Shape());
    CHECK(values_of(file, "many").size() == 65);
    CHECK(values_of(file, "many")[64] == 64);
    CHECK(file.tensors.size() == 6);  // not the one of no elements
  }
}

TEST_CASE("floats of 16 bits are read to the bit") {
  onnx::ModelProto model = proto_of("raw.onnx");
  auto& tensor = *model.mutable_graph()->mutable_initializer(0);
  tensor.set_data_type(onnx::TensorProto::FLOAT16);
  tensor.clear_dims();
  tensor.add_dims(7);
  // 0, the smallest of all, the smallest that is normal, 1, the largest, -infinity, and no number
  tensor.set_raw_data(std::string("\0\0\1\0\0\4\0\x3c\xff\x7b\0\xfc\0\x7e", 14));
  const Floats values = values_of(read_alone(to_bytes(model.SerializeAsString())), "f4");
  CHECK(Floats(values.begin(), values.begin() + 6) ==
        Floats{0, 0x1p-24f, 0x1p-14f, 1, 65504, -std::numeric_limits<float>::infinity()});
  CHECK(std::isnan(values[6]));
}

TEST_CASE("the numbers of an ONNX file may be in a file beside it, and in no other") {
  const Bytes model = model_fixture("outside.onnx"), numbers = model_fixture("outside.onnx.data");
  int asked = 0;
  const auto beside = [&](const std::string& name) {
    CHECK(name == "outside.onnx.data");
    return ++asked, numbers;
  };
  const ModelFile file = read_onnx("model.onnx", model, beside);
  CHECK(values_of(file, "w") == Floats{0, 1, 2, 3, 4, 5, 6, 7, 8});
  CHECK(values_of(file, "b") == Floats{2, 3});
  CHECK(asked == 1);

  for (const char* other : {"../side.onnx.data", "/etc/passwd.00000", "..\\side.onnx.data"})
    CHECK(contains(refusal([&] { read_alone(replaced(model, "outside.onnx.data", other)); }),
                   "which is no name of a file beside this one"));
  for (const char* length : {"37", "99", "x6", "-1"}) {
    const Bytes wrong = replaced(model, "36", length);
    CHECK(contains(refusal([&] { read_onnx("model.onnx", wrong, [&](auto) { return numbers; }); }), "\"w\""));
  }
  const auto cut = [&](auto) { return Bytes(numbers.begin(), numbers.begin() + 40); };
  CHECK(refusal([&] { read_onnx("model.onnx", model, cut); }) ==
        "[ONNX] outside.onnx.data is cut short: it ends before \"b\"");
}

TEST_CASE("an ONNX file comes back as it was written, with all numbers in it") {
  for (const char* name : {"raw.onnx", "outside.onnx"}) {
    const ModelFile file =
        read_onnx("model.onnx", model_fixture(name), [](auto) { return model_fixture("outside.onnx.data"); });
    const Bytes written = write_onnx(file);
    const ModelFile again = read_alone(written);
    CHECK(without_nulls(again.description) == without_nulls(file.description));
    check_same_tensors(again, file);
    CHECK(write_onnx(again) == written);
  }
}

TEST_CASE("shapes that cannot be are refused") {
  CHECK(refusal_of_axes({1, -3}) == "[ONNX] \"f4\" has an axis of -3 elements");
  CHECK(refusal_of_axes({1, 1, 1, 1, 3}) == "[ONNX] \"f4\" has 5 axes, at most 4 are read");
  CHECK(refusal_of_axes({1 << 30, 1 << 30, 1 << 30}) == "[ONNX] \"f4\" is too large");
  CHECK(refusal_of_axes({std::int64_t{1} << 62}) == "[ONNX] \"f4\" is too large");
  CHECK(refusal_of_axes({1 << 30}) ==
        "[ONNX] \"f4\" is damaged: its shape (1073741824) is not that of its data");
  CHECK(refusal_of_axes({2, 1}) == "[ONNX] \"f4\" is damaged: its shape (2, 1) is not that of its data");
}

TEST_CASE("what would take too much memory is refused") {
  onnx::ModelProto twice = proto_of("raw.onnx");
  twice.mutable_graph()->mutable_initializer(1)->set_name("f4");
  CHECK(refusal_of(twice) == "[ONNX] the name \"f4\" comes twice");

  onnx::ModelProto many = proto_of("raw.onnx");
  for (int i = 0; i < 100'000; ++i) many.mutable_graph()->add_node();
  CHECK(refusal_of(many) == "[ONNX] the file has more than 100000 fields");

  // The same bytes again and again.
  onnx::ModelProto overlapping = proto_of("outside.onnx");
  auto& tensors = *overlapping.mutable_graph()->mutable_initializer();
  tensors[0].set_dims(3, 1 << 18);
  tensors[0].set_dims(2, 1);
  tensors[0].mutable_external_data(2)->set_value(std::to_string(1 << 20));
  for (int i = 0; i < 100; ++i) *tensors.Add() = tensors[0];
  for (int i = 0; i < tensors.size(); ++i) tensors[i].set_name(std::to_string(i));
  const auto megabytes = [](auto) { return Bytes(2 << 20); };
  CHECK(contains(
      refusal([&] { read_onnx("model.onnx", to_bytes(overlapping.SerializeAsString()), megabytes); }),
      "is too large"));
}

TEST_CASE("what is no ONNX model is told from one") {
  const Bytes model = model_fixture("raw.onnx");
  CHECK(is_onnx(model));
  for (const Bytes& other :
       {Bytes(), to_bytes("version https://git-lfs.github.com/spec/v1"), model_fixture("keras.h5"),
        replaced(model, "pytorch", "pytor\xff\xff"), to_bytes("\x08\x06")}) {
    CHECK_FALSE(is_onnx(other));
    CHECK(refusal([&] { read_alone(other); }) == "[ONNX] this is no ONNX model, or a damaged one");
  }
}

TEST_CASE("an ONNX file that is cut or damaged anywhere is read or refused") {
  const Bytes model = model_fixture("raw.onnx");
  for (std::size_t size = 0; size < model.size(); ++size)
    check_read_or_refused(
        [&] { read_alone(Bytes(model.begin(), model.begin() + static_cast<std::ptrdiff_t>(size))); });
  for (unsigned seed = 0; seed < 2000; ++seed)
    check_read_or_refused([&] { read_alone(damaged(model, seed)); });
}
