#pragma once

#include <QObject>
#include <functional>

/// Collects the Qt Test classes of one executable; `tests_engine MlpTest` runs one of them.
namespace tests {

struct Registration {
    Registration(const char* name, std::function<QObject*()> make);
};

/// Runs the class named by the first argument with the remaining Qt Test arguments; without one, lists the names.
int runNamed(int argc, char** argv);

} // namespace tests

// The regular expression in tests/CMakeLists.txt finds these lines: keep them at the beginning of a line.
#define KINETOSCOPE_TEST(Class) static const tests::Registration registration_##Class(#Class, [] { return new Class; });
#define KINETOSCOPE_SLOW_TEST(Class) KINETOSCOPE_TEST(Class)
