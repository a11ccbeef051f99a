#include "ui/scene/draw/text_raster.h"

#include "tests/support/test_registry.h"

#include <QTest>
#include <numeric>

namespace {
long ink(const ui::TextImage& image) { return std::accumulate(image.coverage.begin(), image.coverage.end(), 0L); }
} // namespace

class TextRasterTest : public QObject {
    Q_OBJECT

    ui::TextRaster m_raster;

private slots:
    void everyTypefaceHasInk() {
        using ui::Typeface;
        for (const Typeface face :
             {Typeface::Text, Typeface::Strong, Typeface::Number, Typeface::Math, Typeface::MathUpright}) {
            const ui::TextImage& image = m_raster.image("x1", face, 13);
            QVERIFY(ink(image) > 1000);
            QCOMPARE(image.coverage.size(), std::size_t(image.width) * std::size_t(image.height));
        }
    }

    void typographyIsThere() {
        // True minus, thin space, raised and Greek letters: none may fall out, and the minus is no hyphen.
        const float minus = m_raster.image("\u2212", ui::Typeface::Text, 40).advance;
        const float hyphen = m_raster.image("-", ui::Typeface::Text, 40).advance;
        QVERIFY(minus > 1.2F * hyphen);
        for (const char* text : {"\u2212", "⁶", "λ", "×", "–"})
            for (const ui::Typeface face : {ui::Typeface::Text, ui::Typeface::Number, ui::Typeface::Math})
                QVERIFY2(ink(m_raster.image(text, face, 20)) > 100, text);
        const float joined = m_raster.image("12", ui::Typeface::Text, 40).advance;
        const float spaced = m_raster.image("1\u20092", ui::Typeface::Text, 40).advance;
        QVERIFY(spaced > joined + 2 && spaced < joined + 16);
    }

    void digitsOfNumbersAreEquallyWide() {
        QCOMPARE(m_raster.image("1111", ui::Typeface::Number, 11).advance,
                 m_raster.image("8888", ui::Typeface::Number, 11).advance);
    }

    void positionsAreFractions() {
        // Eleven pixels of Inter: were glyphs set on whole pixels, ten letters would be a whole number wide.
        const float one = m_raster.image("n", ui::Typeface::Text, 11).advance;
        const float ten = m_raster.image("nnnnnnnnnn", ui::Typeface::Text, 11).advance;
        QVERIFY(std::abs(ten - 10 * one) < 0.01F);
        QVERIFY(std::abs(one - std::round(one)) > 0.02F);
    }

    void brokenTextIsHarmless() {
        for (const char* text : {"\xff\xfe", "\xe2\x88", "\xf0", "a\x80z", ""})
            m_raster.image(text, ui::Typeface::Text, 12);
        QVERIFY(ink(m_raster.image("a\x80z", ui::Typeface::Text, 12)) >
                ink(m_raster.image("az", ui::Typeface::Text, 12)) - 1);
    }

    void theCacheIsBounded() {
        for (int i = 0; i < 2000; ++i)
            m_raster.image(std::to_string(i), ui::Typeface::Number, 11);
        QVERIFY(ink(m_raster.image("7", ui::Typeface::Number, 11)) > 0);
    }
};

KINETOSCOPE_TEST(TextRasterTest)

#include "text_raster_test.moc"
