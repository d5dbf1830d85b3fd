#include "data/csv.h"

#include <doctest/doctest.h>

#include "arrays.h"
#include "base/error.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

ImageTable table_of(const std::string& text) {
  return read_csv("train.csv", as_bytes(text));
}

std::string table_refusal(const std::string& text) {
  try {
    table_of(text);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a table as Kaggle has it holds images and labels") {
  const ImageTable table = table_of("label,pixel0,pixel1,pixel2,pixel3\r\n7,0,255,3,4\r\n\r\n2,1,2,3,4\r\n");
  CHECK(table.images.shape == std::vector<std::size_t>{2, 4});
  CHECK(table.images.element == Element::kUint8);
  CHECK(table.images.number(1) == 255);
  REQUIRE(table.labels);
  CHECK(table.labels->texts == std::vector<std::string>{"7", "2"});
}

TEST_CASE("tables come without names, with ids, and with labels last") {
  CHECK(table_of("7,0,255,3,4\n2,1,2,3,4").labels->texts == std::vector<std::string>{"7", "2"});
  CHECK(table_of("p0;p1;p2;p3;class\n0;0.5;1;0;b\n").labels->texts == std::vector<std::string>{"b"});
  CHECK(table_of("p0;p1;p2;p3;class\n0;0.5;1;0;b\n").images.element == Element::kFloat32);
  CHECK(table_of("Id,label,a,b,c,d\n10,\"x, y\",1,2,3,4\n").labels->texts ==
        std::vector<std::string>{"x, y"});
  CHECK(table_of("Id,label,a,b,c,d\n10,3,1,2,3,4\n").images.shape[1] == 4);
  CHECK(table_of("0,0.1,0.2,0.3,0.4\n5,1,2,3,4\n").labels->texts == std::vector<std::string>{"5"});
  CHECK(!table_of("pixel0,pixel1,pixel2,pixel3\n1,2,3,4\n").labels);
  CHECK(is_csv("a/Train.CSV"));
  CHECK(!is_csv("a/csv"));
}

TEST_CASE("what is wrong with a table is said with its line") {
  CHECK(table_refusal("label,a,b,c,d\n7,0,1,2,3\n7,0,1,2\n") ==
        "[data] train.csv, line 3: 5 values are wanted, got 4");
  CHECK(table_refusal("label,a,b,c,d\n7,0,x,2,3\n") == "[data] train.csv, line 2: 'x' is not a number");
  CHECK(table_refusal("label,a,b,c,d\n7,0,,2,3\n") == "[data] train.csv, line 2: '' is not a number");
  CHECK(table_refusal("label,a,b\n7,0,1\n").find("no square image") != std::string::npos);
  CHECK(table_refusal("label,a,b,c,d\n").find("holds no images") != std::string::npos);
  CHECK(table_refusal("").find("is empty") != std::string::npos);
  CHECK(table_refusal("label,a,b,c,d\n7,\"0,1,2,3\n").find("quotation") != std::string::npos);
  CHECK(table_refusal("label,a,b,c,d\n7," + std::string(100000, '9') + ",1,2,3\n").size() < 200);
  CHECK(table_refusal(std::string(2000000, ',')).find("2^20 columns") != std::string::npos);
}
