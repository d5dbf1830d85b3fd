#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace inkling {

/// [height, width]; in JSON a single number stands for both.
using Pair = std::array<int, 2>;

/// Visits the configuration of an object. The object describes its fields once, in Keras's names and order,
/// and reading, writing and checking follow from that. The value that a field has before reading is its
/// default; a default outside the permitted range (NaN for a number) makes the field one that must be given.
class Fields {
 public:
  virtual ~Fields() = default;
  virtual void integer(const char* name, int& value, int least) = 0;
  /// A seed of random numbers: any whole number from 0 that 64 bits hold.
  virtual void seed(const char* name, std::uint64_t& value) = 0;
  virtual void number(const char* name, double& value, double low, double high) = 0;
  virtual void flag(const char* name, bool& value) = 0;
  virtual void choice(const char* name, std::string& value, const std::vector<std::string>& choices) = 0;
  virtual void pair(const char* name, Pair& value, int least) = 0;
  /// A name or any other text.
  virtual void text(const char* name, std::string& value) = 0;
  /// Anything, checked by whoever reads it.
  virtual void json(const char* name, Json& value) = 0;
  /// A key of Keras's of which only these values are supported, null always; never written.
  virtual void fixed(const char* name, const std::vector<Json>& values) = 0;

  // About the field that was visited last, for whoever offers it to a person:

  /// What it is, in a sentence.
  virtual void help(const char* /*sentence*/) {}
  /// As far as one usually goes, where more is permitted.
  virtual void usual_most(double /*value*/) {}
  /// That it grows with the "rate", the highest learning rate, or with the "steps" of the run.
  virtual void grows_with(const char* /*quantity*/) {}
  /// What to begin with where there is no default, both numbers of a pair. Of what grows with a quantity,
  /// that for a quantity of 1.
  virtual void suggest(double /*value*/) {}
  virtual void suggest_list(const std::vector<double>& /*values*/) {}
};

/// Fills fields from a JSON object; `where` begins its errors. null counts as absent.
class FieldReader final : public Fields {
 public:
  FieldReader(std::string_view where, const Json& object);
  void integer(const char* name, int& value, int least) override;
  void seed(const char* name, std::uint64_t& value) override;
  void number(const char* name, double& value, double low, double high) override;
  void flag(const char* name, bool& value) override;
  void choice(const char* name, std::string& value, const std::vector<std::string>& choices) override;
  void pair(const char* name, Pair& value, int least) override;
  void text(const char* name, std::string& value) override;
  void json(const char* name, Json& value) override;
  void fixed(const char* name, const std::vector<Json>& values) override;
  /// Refuses keys that no field asked for.
  void finish() const;

 private:
  const Json* find(const char* name);
  int whole(const char* name, const Json& value) const;
  void at_least(const char* name, int value, int least) const;

  std::string where_;
  const Json& object_;
  std::vector<std::string> known_;
};

/// Collects fields into a JSON object; what is null stays out.
class FieldWriter final : public Fields {
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
  const Json& object() const { return object_; }

 private:
  Json object_ = Json::object();
};

template <typename Object>
void read_fields(std::string_view where, Object& object, const Json& config) {
  FieldReader reader(where, config);
  object.describe(reader);
  reader.finish();
}

template <typename Object>
Json write_fields(Object& object) {
  FieldWriter writer;
  object.describe(writer);
  return writer.object();
}

}  // namespace inkling
