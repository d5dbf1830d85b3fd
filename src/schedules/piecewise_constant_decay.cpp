#include "schedules/piecewise_constant_decay.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace inkling {

void PiecewiseConstantDecay::describe(Fields& fields) {
  fields.json("boundaries", boundaries_);
  fields.help("The steps after which the next of the values holds.");
  fields.grows_with("steps");
  fields.suggest_list({0.5, 0.75});
  fields.json("values", values_);
  fields.help("The rates, one more than boundaries.");
  fields.grows_with("rate");
  fields.suggest_list({1, 0.1, 0.01});
}

void PiecewiseConstantDecay::begin(std::int64_t) {
  constexpr std::string_view kWhere = "PiecewiseConstantDecay";
  const auto numbers = [&](const char* name, const Json& list, double largest) {
    const auto fits = [&](const Json& each) { return each.is_number() && each >= 0 && each <= largest; };
    if (!list.is_array() || !std::all_of(list.begin(), list.end(), fits))
      fail(kWhere, "{} must be a list of numbers from 0, got {}", name, list);
    return list.get<std::vector<double>>();
  };
  ends_ = numbers("boundaries", boundaries_, 1e15);
  rates_ = numbers("values", values_, 100);
  require(std::adjacent_find(ends_.begin(), ends_.end(), std::greater_equal<>()) == ends_.end(), kWhere,
          "boundaries must rise");
  if (rates_.size() != ends_.size() + 1)
    fail(kWhere, "needs one value more than boundaries, got {} and {}", rates_.size(), ends_.size());
}

double PiecewiseConstantDecay::rate(std::int64_t step) const {
  const auto end = std::lower_bound(ends_.begin(), ends_.end(), static_cast<double>(step));
  return rates_[end - ends_.begin()];
}

}  // namespace inkling
