#include <cstdio>

int main() {
  std::puts("inkling");
  return 0;
}
