#include "tests/support/test_registry.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QDirIterator>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

using ui::Colors;
using ui::Theme;

namespace {

double luminance(const QColor& color) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

int inkedPixels(const QImage& image) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 100;
    return count;
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { Theme::instance().choose(Theme::Choice::Dark); }

    void everyColourIsThereInBothThemes() {
        for (const bool dark : {true, false})
            for (const auto& [name, member] : Colors::members())
                QVERIFY2((ui::loadPigments(dark).colors.*member).isValid(), name);
        QVERIFY(ui::loadPigments(true).colors.scrim.alpha() < 255);
    }

    void theStyleSheetHasNoPlaceLeftToFill() {
        const QString sheet = Theme::styleSheet(ui::loadPigments(true).colors);
        QVERIFY(sheet.contains(ui::loadPigments(true).colors.accent.name(QColor::HexArgb)));
        QVERIFY(!sheet.contains('@'));
    }

    void textIsReadable() {
        for (const bool dark : {true, false}) {
            const Colors c = ui::loadPigments(dark).colors;
            for (const QColor& behind : {c.window, c.panel, c.field, c.raised}) {
                QVERIFY(contrast(c.text, behind) >= 7);
                QVERIFY(contrast(c.textSecondary, behind) >= 4.5);
            }
            QVERIFY(contrast(c.textOnAccent, c.accent) >= 4.5);
            QVERIFY(contrast(c.accent, c.selected) >= 4.5);
            QVERIFY(contrast(c.error, c.errorFill) >= 4.5);
        }
    }

    void switchesWhileRunning() {
        Theme& theme = Theme::instance();
        QLabel label;
        QSignalSpy changed(&theme, &Theme::changed);
        theme.choose(Theme::Choice::Light);
        QCOMPARE(changed.count(), 1);
        QVERIFY(!theme.isDark());
        QCOMPARE(label.palette().color(QPalette::Window), theme.colors().window);
        theme.choose(Theme::Choice::Light);
        QCOMPARE(changed.count(), 1);
        theme.choose(Theme::Choice::Dark);
        QCOMPARE(label.palette().color(QPalette::WindowText), theme.colors().text);
    }

    void reducedMotionTakesNoTime() {
        Theme& theme = Theme::instance();
        QCOMPARE(theme.duration(Theme::Motion::Base), 160);
        theme.setReducedMotion(true);
        QCOMPARE(theme.duration(Theme::Motion::Camera), 0);
        theme.setReducedMotion(false);
    }

    void iconsTakeTheThemesColours() {
        QDirIterator files(QStringLiteral(":/icons"));
        int count = 0;
        while (files.hasNext()) {
            const QString name = QFileInfo(files.next()).completeBaseName();
            const QImage image = ui::icon(name).pixmap(QSize(40, 40)).toImage();
            QVERIFY2(inkedPixels(image) > 8, qPrintable(name));
            ++count;
        }
        QVERIFY(count > 40);
        const auto strongest = [](QIcon::Mode mode, QIcon::State state) {
            const QImage image = ui::icon(QStringLiteral("play")).pixmap(QSize(40, 40), mode, state).toImage();
            return image.pixelColor(17, 20);
        };
        const Colors& c = Theme::instance().colors();
        QCOMPARE(strongest(QIcon::Normal, QIcon::Off), c.text);
        QCOMPARE(strongest(QIcon::Normal, QIcon::On), c.accent);
        QCOMPARE(strongest(QIcon::Disabled, QIcon::Off), c.textDisabled);
    }
};

KINETOSCOPE_TEST(ThemeTest)

#include "theme_test.moc"
