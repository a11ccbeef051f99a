#include "engine/core/random.h"
#include "engine/io/category_index.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <map>

using namespace engine;

class CategoryIndexTest : public QObject {
    Q_OBJECT

private slots:
    void textsAreNumberedAsTheyAppear() {
        CategoryIndex index;
        QCOMPARE(index.of("b"), 0);
        QCOMPARE(index.of("a"), 1);
        QCOMPARE(index.of("b"), 0);
        QCOMPARE(index.of(""), 2);
        QCOMPARE(index.of("a"), 1);
        QCOMPARE(index.take(), (std::vector<std::string>{"b", "a", ""}));
        QVERIFY(index.take().empty());
        QCOMPARE(index.of("a"), 0);
    }

    void manyTextsAreToldApart() {
        CategoryIndex index;
        std::map<std::string, std::int32_t> expected;
        Rng rng(1);
        for (int i = 0; i < 100'000; ++i) {
            const std::string text = "text " + std::to_string(rng.below(30'000));
            const auto [known, isNew] = expected.try_emplace(text, std::int32_t(expected.size()));
            QCOMPARE(index.of(text), known->second);
        }
        QCOMPARE(index.take().size(), expected.size());
    }
};

KINETOSCOPE_TEST(CategoryIndexTest)

#include "category_index_test.moc"
