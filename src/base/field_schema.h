#pragma once

#include "base/fields.h"

namespace inkling {

/// Collects what may be configured, for whoever offers it to a person: a list of
/// {"name", "type": "integer" | "number" | "flag" | "choice" | "pair" | "text" | "json", "default", "least",
/// "most", "choices", "help", "usual_most", "grows_with", "suggested"}, of which a field has those that
/// apply. A field that must be given has no default.
class FieldSchema final : public Fields {
 public:
  void integer(const char* name, int& value, int least) override;
  void seed(const char* name, std::uint64_t& value) override;
  void number(const char* name, double& value, double low, double high) override;
  void flag(const char* name, bool& value) override;
  void choice(const char* name, std::string& value, const std::vector<std::string>& choices) override;
  void pair(const char* name, Pair& value, int least) override;
  void text(const char* name, std::string& value) override;
  void json(const char* name, Json& value) override;
  void fixed(const char*, const std::vector<Json>&) override {}
  void help(const char* sentence) override { about("help", sentence); }
  void usual_most(double value) override { about("usual_most", value); }
  void grows_with(const char* quantity) override { about("grows_with", quantity); }
  void suggest(double value) override;
  void suggest_list(const std::vector<double>& values) override { about("suggested", values); }
  const Json& list() const { return list_; }

 private:
  Json& add(const char* name, const char* type);
  void about(const char* key, const Json& value) { list_.back()[key] = value; }

  Json list_ = Json::array();
};

template <typename Object>
Json list_fields(Object& object) {
  FieldSchema schema;
  object.describe(schema);
  return schema.list();
}

}  // namespace inkling
