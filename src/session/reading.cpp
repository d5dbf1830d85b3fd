#include "session/reading.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/math.h"
#include "ink/characters.h"

namespace inkling {

namespace {

/// How much less likely neighbours are one character for each height of the gap between them, and two for
/// each height by which they overlap, where they touch, or meet as strokes of a letter; as logarithms.
constexpr double kGapCost = 8, kOverlapCost = 6, kTouchCost = 1, kMeetCost = 2.5;
/// How much less likely it is that something stands by itself that looks like no character and touches its
/// neighbour.
constexpr double kStrayCost = 2.5;
/// What is lower than this part of the line is the less likely a character by itself.
constexpr double kLowest = 0.65, kLowCost = 6;
/// The share of the usual confidence that is asked of a character among others.
constexpr double kAmongOthers = 0.5;
constexpr double kLeastProbability = 1e-6;
constexpr std::size_t kMostPieces = 1000;

double cost_of(Contact contact) {
  return contact == Contact::kMeeting ? kMeetCost : contact == Contact::kTouching ? kTouchCost : 0;
}

/// Pieces `first` to `last` as one character.
struct Candidate {
  std::size_t first, last;
  Piece piece;
  Character character;
  double score = 0;
};

std::vector<Candidate> candidates_of(const Writing& writing) {
  std::vector<Candidate> candidates;
  for (std::size_t first = 0; first < writing.pieces.size(); ++first)
    for (std::size_t last = first; last < writing.pieces.size() && writing.may_join(first, last); ++last)
      candidates.push_back({first, last, writing.joined(first, last), {}, 0});
  return candidates;
}

/// The cut into candidates, which come in the order of their first pieces, with the highest sum of scores:
/// best[i] is that of pieces 0 to i - 1, chosen[i] its last candidate.
std::vector<Candidate*> best_cut(std::vector<Candidate>& candidates, std::size_t pieces) {
  std::vector<double> best(pieces + 1, -std::numeric_limits<double>::infinity());
  std::vector<Candidate*> chosen(pieces + 1, nullptr);
  best[0] = 0;
  for (Candidate& candidate : candidates) {
    const std::size_t end = candidate.last + 1;
    const double score = best[candidate.first] + candidate.score;
    if (score > best[end]) best[end] = score, chosen[end] = &candidate;
  }
  std::vector<Candidate*> cut;
  for (std::size_t end = pieces; end > 0; end = cut.back()->first) cut.push_back(chosen[end]);
  std::reverse(cut.begin(), cut.end());
  return cut;
}

bool is_rejected(const Character& character) {
  return character.rejected;
}

/// Where most are characters, what stands between them is likely to be one too, and needs less confidence.
void accept_among_others(std::vector<Character>& characters, double refuse_below) {
  if (2 * std::count_if(characters.begin(), characters.end(), is_rejected) >= std::ssize(characters)) return;
  for (Character& character : characters) character.rejected = character.confidence < refuse_below;
}

Character point_at(const Piece& piece) {
  Character point{.label = ".", .confidence = 1, .strokes = piece.strokes, .box = piece.box};
  return point;
}

}  // namespace

Json Answer::json() const {
  Json list = Json::array();
  for (const auto& character : characters) {
    const auto& [low, high] = character.box;
    list.push_back({{"label", character.label},
                    {"confidence", character.confidence},
                    {"probabilities", character.probabilities},
                    {"rejected", character.rejected},
                    {"strokes", character.strokes},
                    {"box", {low.x, low.y, high.x, high.y}}});
  }
  return {{"text", text}, {"characters", list}, {"rejected", rejected}};
}

void ReadingOptions::describe(Fields& fields) {
  fields.number("box", ink.box, 1, kInkSide);
  fields.number("pen", ink.pen, InkOptions::kMinPen, kInkSide);
  fields.number("centre", ink.centre, 0, kInkSide);
  fields.number("refuse_below", refuse_below, 0, 1);
}

Answer read(const Drawing& drawing, const ReadingOptions& options, const std::vector<std::string>& labels,
            const Predict& predict) {
  const Writing writing = find_characters(drawing);
  if (writing.pieces.size() > kMostPieces)
    fail("strokes", "a drawing may have " + std::to_string(kMostPieces) + " characters, got more");
  std::vector<Candidate> candidates = candidates_of(writing);
  if (candidates.empty()) return {};

  std::vector<Scalar> images;
  for (auto& [first, last, piece, character, score] : candidates) {
    character.image = *prepare(strokes_of(drawing, piece), options.ink);
    images.insert(images.end(), character.image.begin(), character.image.end());
  }
  const std::vector<Scalar> probabilities = predict(images, candidates.size());
  const std::size_t classes = labels.size();
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    auto& [first, last, piece, character, score] = candidates[i];
    const auto row = probabilities.begin() + static_cast<std::ptrdiff_t>(i * classes);
    character.probabilities.assign(row, row + static_cast<std::ptrdiff_t>(classes));
    const auto most = std::max_element(character.probabilities.begin(), character.probabilities.end());
    require(std::isfinite(*most), "model", "its answer is not a finite number; the weights are of no use");
    character.label = labels[static_cast<std::size_t>(most - character.probabilities.begin())];
    character.confidence = *most;
    character.rejected = *most < options.refuse_below;
    character.strokes = piece.strokes;
    character.box = piece.box;
    double parts = 1;
    for (std::size_t j = first; j < last; ++j) parts += writing.contacts[j] != Contact::kMeeting;
    score = parts * math::log(std::max<double>(*most, kLeastProbability));
    for (std::size_t j = first; j < last; ++j) score -= kGapCost * std::max(writing.gap(j), 0.0);
    if (writing.line_height > 0)
      score -= kLowCost * std::max(kLowest - piece.box.height() / writing.line_height, 0.0);
    const double left = first > 0 ? cost_of(writing.contacts[first - 1]) : 0;
    const double right = last + 1 < writing.pieces.size() ? cost_of(writing.contacts[last]) : 0;
    if (character.rejected && left + right > 0) score -= kStrayCost;
    if (last + 1 < writing.pieces.size()) score -= kOverlapCost * std::max(-writing.gap(last), 0.0) + right;
  }

  Answer answer;
  for (Candidate* candidate : best_cut(candidates, writing.pieces.size()))
    answer.characters.push_back(std::move(candidate->character));
  accept_among_others(answer.characters, kAmongOthers * options.refuse_below);
  answer.rejected = std::all_of(answer.characters.begin(), answer.characters.end(), is_rejected);
  for (const Piece& point : writing.points) answer.characters.push_back(point_at(point));
  std::stable_sort(
      answer.characters.begin(), answer.characters.end(),
      [](const Character& a, const Character& b) { return a.box.middle().x < b.box.middle().x; });
  if (answer.rejected) return answer;
  for (const Character& character : answer.characters)
    answer.text += character.rejected ? "?" : character.label;
  return answer;
}

}  // namespace inkling
