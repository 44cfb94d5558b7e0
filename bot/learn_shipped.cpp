// Run by the build: learns the shipped corpus and writes the model beside the program, so that no desk has to learn it at its
// start. learn_shipped FILE
#include <cstdio>
#include <fstream>

#include "bot/learned_model.hpp"
#include "bot/understanding/model_file.hpp"

int main(int count, char** arguments) {
    if (count != 2) return std::fputs("usage: learn_shipped FILE\n", stderr), 2;
    const auto learned = desk::learned_model({}, {});
    if (!learned) return std::fprintf(stderr, "learn_shipped: %s\n", learned.error().what.c_str()), 1;
    std::ofstream file{arguments[1], std::ios::binary | std::ios::trunc};
    file << desk::write_model(*learned->model);
    return file.flush() ? 0 : 1;
}
