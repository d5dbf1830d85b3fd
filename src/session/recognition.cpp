#include "session/recognition.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/math.h"
#include "ink/characters.h"

namespace inkling {

namespace {

// Log-probability penalties of a segmentation into characters.
/// For each height of the gap between the pieces of one character.
constexpr double kGapCost = 8;
/// For each height by which two characters overlap, and where they touch, or meet as strokes of a letter do.
constexpr double kOverlapCost = 6, kTouchCost = 1, kMeetCost = 2.5;
/// For what is read as no character and touches its neighbour.
constexpr double kStrayCost = 2.5;
/// Below which part of the line's height a character is low, and what it costs for each height below that.
constexpr double kLowest = 0.65, kLowCost = 6;
/// Where at least half are characters already, overlapping costs less and touching nothing; but several
/// pieces that look like no character are hardly one.
constexpr double kOverlapAmongOthers = 3, kStrangeAmongOthers = 2.5;
/// The share of the usual confidence that is asked of a character among others.
constexpr double kAmongOthers = 0.5;
constexpr double kLeastProbability = 1e-6;
constexpr std::size_t kMaxPieces = 1000;

/// Another look at a drawing: turned by this angle, with a pen this many times as wide.
struct Look {
  double degrees, pen;
};
constexpr Look kOtherLooks[] = {{12, 0.8}, {-12, 1.25}};

double cost_of(Contact contact) {
  return contact == Contact::kMeeting ? kMeetCost : contact == Contact::kTouching ? kTouchCost : 0;
}

/// Pieces `first` to `last`, taken as one character.
struct Candidate {
  std::size_t first, last;
  Piece piece;
  Character character;
};

std::vector<Candidate> candidates_of(const Writing& writing) {
  std::vector<Candidate> candidates;
  for (std::size_t first = 0; first < writing.pieces.size(); ++first)
    for (std::size_t last = first; last < writing.pieces.size() && writing.may_join(first, last); ++last)
      candidates.push_back({first, last, writing.joined(first, last), {}});
  return candidates;
}

/// The log-probability that the candidate is a character; `among_others` where at least half of the line has
/// been read.
double score_of(const Candidate& candidate, const Writing& writing, bool among_others) {
  const auto& [first, last, piece, character] = candidate;
  const bool has_left = first > 0, has_right = last + 1 < writing.pieces.size();
  double parts = 1, score = 0;
  for (std::size_t i = first; i < last; ++i) {
    parts += writing.contacts[i] != Contact::kMeeting;
    score -= kGapCost * std::max(writing.gap(i), 0.0);
  }
  score += parts * math::log(std::max(character.confidence, kLeastProbability));
  if (writing.line_height > 0)
    score -= kLowCost * std::max(kLowest - piece.box.height() / writing.line_height, 0.0);
  const double overlap = has_right ? std::max(-writing.gap(last), 0.0) : 0;
  if (among_others) {
    if (character.rejected && first < last) score -= kStrangeAmongOthers;
    return score - kOverlapAmongOthers * overlap;
  }
  const double left = has_left ? cost_of(writing.contacts[first - 1]) : 0;
  const double right = has_right ? cost_of(writing.contacts[last]) : 0;
  if (character.rejected && left + right > 0) score -= kStrayCost;
  return score - kOverlapCost * overlap - right;
}

/// The segmentation with the highest sum of scores, by dynamic programming; candidates come in the order of
/// their first pieces. best[i] is the sum for pieces 0 to i - 1, chosen[i] its last candidate.
std::vector<const Candidate*> best_segmentation(const std::vector<Candidate>& candidates,
                                                const Writing& writing, bool among_others) {
  const std::size_t pieces = writing.pieces.size();
  std::vector<double> best(pieces + 1, -std::numeric_limits<double>::infinity());
  std::vector<const Candidate*> chosen(pieces + 1, nullptr);
  best[0] = 0;
  for (const Candidate& candidate : candidates) {
    const std::size_t end = candidate.last + 1;
    const double score = best[candidate.first] + score_of(candidate, writing, among_others);
    if (score > best[end]) best[end] = score, chosen[end] = &candidate;
  }
  std::vector<const Candidate*> segmentation;
  for (std::size_t end = pieces; end > 0; end = segmentation.back()->first)
    segmentation.push_back(chosen[end]);
  std::reverse(segmentation.begin(), segmentation.end());
  return segmentation;
}

void set_probabilities(Character& character, std::vector<Scalar> probabilities,
                       const std::vector<std::string>& labels) {
  const auto most = std::max_element(probabilities.begin(), probabilities.end());
  require(std::isfinite(*most), "model", "its answer is not a finite number; the weights are of no use");
  character.label = labels[static_cast<std::size_t>(most - probabilities.begin())];
  character.confidence = *most;
  character.probabilities = std::move(probabilities);
}

/// Of several rows of probabilities, one for each class.
std::vector<Scalar> geometric_mean(const std::vector<Scalar>& rows, std::size_t classes) {
  std::vector<double> means(classes);
  const double share = static_cast<double>(classes) / static_cast<double>(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    means[i % classes] += share * math::log(std::max<double>(rows[i], kLeastProbability));
  double sum = 0;
  for (double& mean : means) sum += mean = math::exp(mean);
  std::vector<Scalar> probabilities;
  for (const double mean : means) probabilities.push_back(static_cast<Scalar>(mean / sum));
  return probabilities;
}

/// Takes the other looks at a character into account.
void look_again(Character& character, const Drawing& drawing, const RecognitionOptions& options,
                const std::vector<std::string>& labels, const Predict& predict) {
  std::vector<Scalar> images, rows = character.probabilities;
  for (const auto& [degrees, pen] : kOtherLooks) {
    InkOptions ink = options.ink;
    ink.pen = std::clamp(ink.pen * pen, InkOptions::kMinPen, ink.box);
    const InkImage image = *prepare(turned(drawing, degrees), ink);
    images.insert(images.end(), image.begin(), image.end());
  }
  const std::vector<Scalar> others = predict(images, std::size(kOtherLooks));
  rows.insert(rows.end(), others.begin(), others.end());
  set_probabilities(character, geometric_mean(rows, labels.size()), labels);
}

std::vector<Character> characters_of(const std::vector<const Candidate*>& segmentation) {
  std::vector<Character> characters;
  for (const Candidate* candidate : segmentation) characters.push_back(candidate->character);
  return characters;
}

bool is_rejected(const Character& character) {
  return character.rejected;
}

/// Whether at least half are characters.
bool is_writing(const std::vector<Character>& characters) {
  return 2 * std::count_if(characters.begin(), characters.end(), is_rejected) <= std::ssize(characters);
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

void RecognitionOptions::describe(Fields& fields) {
  fields.number("box", ink.box, 1, kInkSide);
  fields.number("pen", ink.pen, InkOptions::kMinPen, kInkSide);
  fields.number("centre", ink.centre, 0, kInkSide);
  fields.number("refuse_below", refuse_below, 0, 1);
  fields.number("look_again_below", look_again_below, 0, 1);
}

Answer recognize(const Drawing& drawing, const RecognitionOptions& options,
                 const std::vector<std::string>& labels, const Predict& predict) {
  const Writing writing = find_characters(drawing);
  if (writing.pieces.size() > kMaxPieces)
    fail("strokes", "a drawing may have {} characters, got more", kMaxPieces);
  std::vector<Candidate> candidates = candidates_of(writing);
  if (candidates.empty()) return {};

  std::vector<Scalar> images;
  for (auto& [first, last, piece, character] : candidates) {
    character.image = *prepare(strokes_of(drawing, piece), options.ink);
    images.insert(images.end(), character.image.begin(), character.image.end());
  }
  const std::vector<Scalar> probabilities = predict(images, candidates.size());
  const std::size_t classes = labels.size();
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    auto& [first, last, piece, character] = candidates[i];
    const auto row = probabilities.begin() + static_cast<std::ptrdiff_t>(i * classes);
    set_probabilities(character, {row, row + static_cast<std::ptrdiff_t>(classes)}, labels);
    character.rejected = character.confidence < options.refuse_below;
    character.strokes = piece.strokes;
    character.box = piece.box;
  }

  Answer answer{.characters = characters_of(best_segmentation(candidates, writing, false))};
  const bool among_others = is_writing(answer.characters);
  if (among_others) answer.characters = characters_of(best_segmentation(candidates, writing, true));
  const bool alone = answer.characters.size() == 1;
  const double refuse_below = (among_others && !alone ? kAmongOthers : 1) * options.refuse_below;
  for (Character& character : answer.characters) {
    if (options.ink.steps.scale && character.confidence < options.look_again_below)
      look_again(character, strokes_of(drawing, {character.strokes, character.box}), options, labels,
                 predict);
    character.rejected = character.confidence < refuse_below;
  }
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
