#include "base/keras.h"

#include "base/error.h"

namespace inkling {

namespace {

struct ClassFields {
  KerasObject object{"", Json::object()};
  Json ignored;

  void describe(Fields& fields) {
    fields.text("class_name", object.class_name);
    fields.json("config", object.config);
    for (const char* bookkeeping : {"module", "registered_name", "build_config"})
      fields.json(bookkeeping, ignored);
  }
};

}  // namespace

KerasObject read_class(std::string_view noun, const Json& description) {
  require(description.is_object(), noun, "needs a class_name");
  ClassFields fields;
  read_fields(noun, fields, description);
  require(!fields.object.class_name.empty(), noun, "needs a class_name");
  return fields.object;
}

KerasObject read_identifier(std::string_view noun, const Json& description) {
  if (description.is_string()) return {description.get<std::string>(), Json::object()};
  if (!description.is_object()) fail(noun, "needs a name or a class_name");
  return read_class(noun, description);
}

void describe_dtype(Fields& fields) {
  fields.fixed("dtype", {"float32",
                         {{"module", "keras"},
                          {"class_name", "DTypePolicy"},
                          {"config", {{"name", "float32"}}},
                          {"registered_name", nullptr}}});
}

}  // namespace inkling
