// dlib as a contender: see tests/bench/program.mjs. `dlib_peer NETWORK BATCH_SIZE LEARNING_RATE`; it trains.

#include <dlib/dnn.h>

#include <chrono>
#include <iostream>
#include <string>

using namespace dlib;

namespace {

using Image = matrix<float>;
using Clock = std::chrono::steady_clock;

template <int filters, typename Below>
using con3 = add_layer<con_<filters, 3, 3, 1, 1, 0, 0>, Below>;
template <typename Below>
using pool = max_pool<2, 2, 2, 2, Below>;
template <typename Below>
using features = pool<relu<con3<64, relu<con3<32, Below>>>>>;

using KerasSimple = loss_multiclass_log<fc<10, dropout<relu<fc<128, dropout<features<input<Image>>>>>>>>;
using BookCnn = loss_multiclass_log<fc<10, dropout<relu<fc<128, pool<con3<28, input<Image>>>>>>>>;

template <typename Network>
void serve(std::size_t batch_size, double learning_rate) {
  std::vector<Image> images;
  std::vector<unsigned long> labels;
  dlib::rand random;
  for (std::size_t i = 0; i < batch_size; ++i) {
    Image image(28, 28);
    for (float& pixel : image) pixel = random.get_random_float();
    images.push_back(image);
    labels.push_back(i % 10);
  }
  Network network;
  dnn_trainer<Network, adam> trainer(network, adam(0, 0.9F, 0.999F));
  trainer.set_learning_rate(learning_rate);
  trainer.set_iterations_without_progress_threshold(1'000'000'000);

  std::string command;
  double milliseconds = 0;
  while (std::cin >> command >> milliseconds) {
    const auto begin = Clock::now();
    std::size_t done = 0;
    double seconds = 0;
    do {
      trainer.train_one_step(images, labels);
      trainer.get_net();  // waits for the step
      done += batch_size;
      seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    } while (seconds * 1000 < milliseconds);
    std::cout << "{\"images\": " << done << ", \"seconds\": " << seconds << "}" << std::endl;
  }
}

}  // namespace

int main(int, char** arguments) {
  const std::string network = arguments[1];
  const std::size_t batch_size = std::stoul(arguments[2]);
  const double learning_rate = std::stod(arguments[3]);
  if (network == "keras-simple") serve<KerasSimple>(batch_size, learning_rate);
  if (network == "book-cnn") serve<BookCnn>(batch_size, learning_rate);
}
