#pragma once

#include "engine/core/error.h"

#include <QTest>
#include <optional>

namespace tests {
/// The Error `action` throws; empty when it throws none.
template <class Action> std::optional<engine::Error> errorOf(Action&& action) {
    try {
        action();
    } catch (const engine::Error& error) {
        return error;
    }
    return {};
}
} // namespace tests

/// Fails the running test unless `expression` throws an engine::Error of this code whose two sentences contain `words`.
#define EXPECT_ERROR(expression, expectedCode, words)                                                                  \
    do {                                                                                                               \
        const auto thrown = tests::errorOf([&] { (void)(expression); });                                               \
        QVERIFY2(thrown, "no error: " #expression);                                                                    \
        QVERIFY2(thrown->code() == (expectedCode), thrown->what());                                                    \
        QVERIFY2(thrown->fullText().find(words) != std::string::npos, thrown->fullText().c_str());                     \
    } while (false)
