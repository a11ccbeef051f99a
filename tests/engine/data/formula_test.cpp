#include "engine/data/formula.h"

#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>
#include <numbers>

using engine::ErrorCode;
using engine::Formula;
using engine::Real;

namespace {

Real valueOf(const std::string& text, Real x = 0, Real y = 0) {
    const Real place[] = {x, y};
    return Formula::parse(text)(place);
}

/// A random formula and, beside it, what it is worth.
struct Sample {
    std::string text;
    Real value;
};

Sample sampleOf(engine::Rng& rng, Real x, Real y, int depth) {
    if (depth == 0 || rng.below(5) == 0) {
        switch (rng.below(4)) {
        case 0:
            return {"x", x};
        case 1:
            return {"y", y};
        case 2:
            return {"pi", std::numbers::pi};
        default: {
            const Real number = Real(rng.below(9000)) / 1000;
            return {std::to_string(number), number};
        }
        }
    }
    const Sample a = sampleOf(rng, x, y, depth - 1), b = sampleOf(rng, x, y, depth - 1);
    const std::string blank = rng.below(2) ? " " : "";
    switch (rng.below(10)) {
    case 0:
        return {"(" + a.text + blank + "+" + blank + b.text + ")", a.value + b.value};
    case 1:
        return {"(" + a.text + blank + "-" + blank + b.text + ")", a.value - b.value};
    case 2:
        return {"(" + a.text + ")*(" + b.text + ")", a.value * b.value};
    case 3:
        return {"(" + a.text + ")" + blank + "/(1+abs(" + b.text + "))", a.value / (1 + std::abs(b.value))};
    case 4:
        return {"(-" + a.text + ")", -a.value};
    case 5:
        return {"tanh(" + a.text + ")", std::tanh(a.value)};
    case 6:
        return {"sin(" + a.text + ")" + blank + "cos(" + b.text + ")", std::sin(a.value) * std::cos(b.value)};
    case 7:
        return {"min(" + a.text + "," + blank + b.text + ")", std::min(a.value, b.value)};
    case 8:
        return {"exp(-abs(" + a.text + "))", std::exp(-std::abs(a.value))};
    default:
        return {"(" + a.text + ")^2", a.value * a.value};
    }
}

} // namespace

class FormulaTest : public QObject {
    Q_OBJECT

private slots:
    void values_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("expected"); // at x = 2, y = 3
        const auto row = [](const char* text, double expected) { QTest::newRow(text) << text << expected; };
        row("1", 1);
        row(".5", 0.5);
        row("2e3", 2000);
        row("2e-1", 0.2);
        row("2e", 2 * std::numbers::e);
        row("x+y*2", 8);
        row("(x+y)*2", 10);
        row("x-y-1", -2);
        row("12/x/y", 2);
        row("-x^2", -4);
        row("(-x)^2", 4);
        row("2^3^2", 512);
        row("2^-1", 0.5);
        row("x²+y³", 31);
        row("2x", 4);
        row("2 x y", 12);
        row("3(x+1)", 9);
        row("x(y+1)", 8);
        row("1/2x", 1); // as written from left to right: (1/2)·x
        row("+-+x", -2);
        row("--x", 2);
        row("x − y", -1);
        row("x·y × 2 ÷ 3", 4);
        row("exp(-(x^2-1)^2-y^2)", std::exp(-18));
        row("sqrt(x^2+y^2)", std::sqrt(13));
        row("log(e^x)", 2);
        row("sin(pi/2)+cos(0)+tan(0)", 2);
        row("tanh(x)", std::tanh(2));
        row("abs(x-y)", 1);
        row("min(x,y)+10max(x, y)", 32);
    }
    void values() {
        QFETCH(QString, text);
        QFETCH(double, expected);
        const double value = valueOf(text.toStdString(), 2, 3);
        QVERIFY2(std::abs(value - expected) <= 1e-12 * std::max(1.0, std::abs(expected)),
                 qPrintable(QString::number(value)));
    }

    void mistakesAreToldWithTheirPlace_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* text, const char* words) { QTest::newRow(text) << text << words; };
        row("", "character 1: there is no formula");
        row("   ", "there is no formula");
        row("exp(-x^2", "character 9: a parenthesis is not closed");
        row("x)", "character 2: this parenthesis was never opened");
        row("x +", "character 4: the formula ends too early");
        row("x ** 2", "character 4: a number, a variable");
        row("xy", "character 1: “xy” is not known");
        row("1 + z", "character 5: “z” is not known");
        row("foo(x)", "“foo” is not known");
        row("exp x", "character 5: “exp” needs a parenthesis");
        row("min(x)", "character 6: “min” needs two values");
        row("exp(x, y)", "character 6: “exp” takes one value");
        row("x 2", "character 3: “2” is not expected here");
        row("x = 2", "character 3: “=” means nothing");
        row("²", "nothing to raise");
        row("−−é", "character 3: “é” means nothing");
        row("1e999", "too large");
        row("()", "character 2: a number, a variable");
    }
    void mistakesAreToldWithTheirPlace() {
        QFETCH(QString, text);
        QFETCH(QString, words);
        EXPECT_ERROR(Formula::parse(text.toStdString()), ErrorCode::InvalidArgument, words.toStdString());
        QVERIFY(!tests::errorOf([&] { Formula::parse(text.toStdString()); })->remedy().empty());
    }

    void randomFormulasHaveTheirValue() {
        engine::Rng rng(1);
        for (int i = 0; i < 3000; ++i) {
            const Real x = rng.normal(), y = rng.normal();
            const Sample sample = sampleOf(rng, x, y, 5);
            const Real value = valueOf(sample.text, x, y);
            QVERIFY2(std::abs(value - sample.value) <= 1e-4 * std::max(1.0, std::abs(sample.value)),
                     sample.text.c_str()); // numbers are written with six decimals
        }
    }

    void anyTextIsReadOrRefused() {
        const std::string pieces[] = {"x",   "y", "(", ")", "+", "-",    "*",    "/", "^",     ",",  "exp", "min", "1",
                                      "2.5", ".", "e", "²", " ", "\xff", "\xc2", "é", "sqrt(", "1e", "z",   "\0x"};
        engine::Rng rng(2);
        int read = 0;
        for (int i = 0; i < 20'000; ++i) {
            std::string text;
            for (std::uint64_t length = rng.below(12); length > 0; --length)
                text += pieces[rng.below(std::size(pieces))];
            const auto error = tests::errorOf([&] { valueOf(text, 0.3, 0.7), ++read; });
            QVERIFY(!error || error->code() == ErrorCode::InvalidArgument);
        }
        QVERIFY(read > 200);
    }

    void depthAndLengthAreLimited() {
        EXPECT_ERROR(Formula::parse(std::string(5000, '(')), ErrorCode::InvalidArgument, "nested deeper");
        EXPECT_ERROR(Formula::parse(std::string(5000, '-') + "x"), ErrorCode::InvalidArgument, "nested deeper");
        EXPECT_ERROR(Formula::parse(std::string(20'000, '1')), ErrorCode::InvalidArgument, "longer than");
        std::string sum = "x";
        for (int i = 0; i < 2000; ++i)
            sum += "+x";
        QCOMPARE(valueOf(sum, 1), 2001.0);
    }

    void sampledMomentsAreThoseOfTheDensity() {
        // exp(−(x² − 1)² − y²): even in x and y, var y = ½, and E x² by quadrature.
        engine::Rng rng(3);
        const engine::Points points =
            engine::sampleFormula(Formula::parse("exp(-(x^2-1)^2-y^2)"), {-4, -3}, {5, 4}, 100'000, rng);
        double mass = 0, square = 0;
        for (double x = -4; x < 5; x += 1e-3) {
            const double density = std::exp(-std::pow(x * x - 1, 2));
            mass += density;
            square += x * x * density;
        }
        const auto mean = [&](const auto& values) { return values.mean(); };
        QVERIFY(std::abs(mean(points.row(0))) < 0.015);
        QVERIFY(std::abs(mean(points.row(1))) < 0.01);
        QVERIFY(std::abs(mean(points.row(0).array().square()) - square / mass) < 0.01);
        QVERIFY(std::abs(mean(points.row(1).array().square()) - 0.5) < 0.01);
    }

    void theRegionIsAllThatIsSampled() {
        engine::Rng rng(4);
        // A narrow, high region: the long side decides the cells.
        const engine::Points points = engine::sampleFormula(Formula::parse("1"), {10, -5}, {10.5, 3}, 20'000, rng);
        QVERIFY(points.row(0).minCoeff() >= 10 && points.row(0).maxCoeff() <= 10.5);
        QVERIFY(points.row(1).minCoeff() >= -5 && points.row(1).maxCoeff() <= 3);
        QVERIFY(std::abs(points.row(1).mean() + 1) < 0.05);
    }

    void whatIsNoDensityIsRefused() {
        const auto density = [](const char* text) {
            return engine::densityOf(Formula::parse(text), {-1, -1}, {1, 1}, 11, 11);
        };
        EXPECT_ERROR(density("-1"), ErrorCode::InvalidArgument, "nowhere above 0");
        EXPECT_ERROR(density("0/0"), ErrorCode::InvalidArgument, "nowhere above 0");
        EXPECT_ERROR(density("1/x^2"), ErrorCode::InvalidArgument, "infinite at x = 0");
        // Where the root has no value there is no density.
        const engine::Matrix half = density("sqrt(x)");
        QVERIFY((half.leftCols(5).array() == 0).all());
        QVERIFY((half.rightCols(5).array() > 0).all());
        // The top row is the largest y.
        const engine::Matrix up = density("y+1");
        QVERIFY(up(0, 0) == 1 && up(10, 0) < 0.1);
    }
};

KINETOSCOPE_TEST(FormulaTest)

#include "formula_test.moc"
