#include "engine/core/error.h"
#include "engine/core/sentence.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <string>
#include <string_view>

using engine::Error;
using engine::ErrorCode;
using engine::Sentence;

class SentenceTest : public QObject {
    Q_OBJECT

private slots:
    void placesAreFilled() {
        const Sentence sentence = Sentence::of("%2 has %1 layers, %2.", 3, "The network");
        QCOMPARE(sentence.english(), std::string("The network has 3 layers, The network."));
        QCOMPARE(sentence.pattern(), std::string("%2 has %1 layers, %2."));
        QVERIFY(sentence.isPattern() && sentence.arguments().size() == 2);
    }

    void argumentsAreNotFilledAgain() {
        QCOMPARE(Sentence::of("%1, column %2", "100%2.csv", std::string("%1")).english(),
                 std::string("100%2.csv, column %1"));
    }

    void whatIsNoPlaceStays() {
        QCOMPARE(Sentence::of("name-%04d.png, %, %0, %3 of %1%", std::string_view("50")).english(),
                 std::string("name-%04d.png, %, %0, %3 of 50%"));
        QCOMPARE(Sentence("All of %1").english(), std::string("All of %1"));
    }

    void sentencesNest() {
        const Sentence place = Sentence::of("line %1, column %2", 3, 2u);
        const Sentence sentence = Sentence::of("%1, %2: %3.", "cells.csv", place, Sentence::of("found \"%1\"", "%2"));
        QCOMPARE(sentence.english(), std::string("cells.csv, line 3, column 2: found \"%2\"."));
        QVERIFY(!sentence.arguments()[0].isPattern() && sentence.arguments()[1].isPattern());
        QCOMPARE(sentence.about(Sentence::of("it")).english(), std::string("it, line 3, column 2: found \"%2\"."));
    }

    void wordsAreNoPattern() {
        QVERIFY(Sentence().isEmpty() && !Sentence().isPattern());
        QVERIFY(!Sentence(std::string("cells.csv")).isPattern() && Sentence::of("Add points.").isPattern());
    }

    void partsMakeTheSameSentence() {
        const Sentence sentence = Sentence::of("%1: %2", "a", Sentence::of("no %1", 1));
        const Sentence again = Sentence::fromParts(sentence.pattern(), sentence.arguments());
        QVERIFY(again.isPattern());
        QCOMPARE(again.english(), sentence.english());
    }

    void errorsSpeakEnglish() {
        const Error error(ErrorCode::InvalidArgument, Sentence::of("A hidden layer has %1 units.", 0),
                          Sentence::of("Use 1 to %1 units a layer.", 8192));
        QCOMPARE(std::string(error.what()), std::string("A hidden layer has 0 units."));
        QCOMPARE(error.remedy(), std::string("Use 1 to 8192 units a layer."));
        QCOMPARE(error.fullText(), std::string("A hidden layer has 0 units. Use 1 to 8192 units a layer."));
        QCOMPARE(error.sentence().pattern(), std::string("A hidden layer has %1 units."));
        QCOMPARE(error.remedySentence().arguments().front().english(), std::string("8192"));
        QCOMPARE(Error(ErrorCode::Cancelled, "Interrupted.").fullText(), std::string("Interrupted."));
    }
};

KINETOSCOPE_TEST(SentenceTest)

#include "sentence_test.moc"
