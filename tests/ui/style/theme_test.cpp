#include "tests/support/test_registry.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QDirIterator>
#include <QLabel>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <array>
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
        for (const ui::Scheme scheme : ui::kSchemes)
            for (const auto& [name, member] : Colors::members())
                QVERIFY2((ui::loadPigments(scheme).colors.*member).isValid(), name);
        QVERIFY(ui::loadPigments(ui::Scheme::Dark).colors.scrim.alpha() < 255);
    }

    void theStyleSheetHasNoPlaceLeftToFill() {
        const QString sheet = Theme::styleSheet(ui::loadPigments(ui::Scheme::Dark).colors);
        QVERIFY(sheet.contains(ui::loadPigments(ui::Scheme::Dark).colors.accent.name(QColor::HexArgb)));
        QVERIFY(!sheet.contains('@'));
    }

    /// All words on all surfaces they may stand on, in every theme: 4.5 to 1, and 7 to 1 for high contrast.
    void textIsReadable() {
        const std::array words = {std::pair("text", &Colors::text), std::pair("textSecondary", &Colors::textSecondary),
                                  std::pair("link", &Colors::link), std::pair("accent", &Colors::accent),
                                  std::pair("success", &Colors::success), std::pair("warning", &Colors::warning),
                                  std::pair("error", &Colors::error)};
        const std::array surfaces = {
            std::pair("stage", &Colors::stage), std::pair("window", &Colors::window), std::pair("panel", &Colors::panel),
            std::pair("raised", &Colors::raised), std::pair("field", &Colors::field), std::pair("hover", &Colors::hover),
            std::pair("selected", &Colors::selected), std::pair("successFill", &Colors::successFill),
            std::pair("warningFill", &Colors::warningFill), std::pair("errorFill", &Colors::errorFill)};
        int pairs = 0;
        for (const ui::Scheme scheme : ui::kSchemes) {
            const Colors c = ui::loadPigments(scheme).colors;
            const auto check = [&](const char* word, const QColor& ink, const char* surface, const QColor& behind,
                                   double least) {
                const double found = contrast(ink, behind);
                QVERIFY2(found >= least, qPrintable(QStringLiteral("theme %1: %2 on %3 is %4 to 1")
                                                        .arg(int(scheme))
                                                        .arg(QLatin1String(word), QLatin1String(surface))
                                                        .arg(found)));
                ++pairs;
            };
            const double least = scheme == ui::Scheme::Contrast ? 7 : 4.5;
            for (const auto& [word, ink] : words)
                for (const auto& [surface, behind] : surfaces)
                    check(word, c.*ink, surface, c.*behind,
                          scheme == ui::Scheme::Contrast && std::string_view(surface) == "hover" ? 6 : least);
            check("text", c.text, "pressed", c.pressed, 4.5);
            check("textSecondary", c.textSecondary, "pressed", c.pressed, 4.5);
            for (const auto& [surface, behind] :
                 {std::pair("accent", c.accent), std::pair("accentHover", c.accentHover),
                  std::pair("accentPressed", c.accentPressed)})
                check("textOnAccent", c.textOnAccent, surface, behind, least);
            for (const QColor& behind : {c.window, c.panel, c.raised, c.field})
                check("focus", c.focus, "a panel", behind, 3); // a ring, no words
        }
        QCOMPARE(pairs, 3 * (7 * 10 + 2 + 3 + 4));
    }

    /// Whatever the style sheet writes on a ground of its own: the two are readable together.
    void rulesOfTheStyleSheetAreReadable() {
        int rules = 0;
        for (const ui::Scheme scheme : ui::kSchemes) {
            const Colors c = ui::loadPigments(scheme).colors;
            static const QRegularExpression rule(QStringLiteral("([^{}]+)\\{([^}]*)\\}"));
            static const QRegularExpression ink(QStringLiteral("(?:^|[ ;])color: *(#[0-9a-fA-F]{8})"));
            static const QRegularExpression ground(QStringLiteral("background(?:-color)?: *(#[0-9a-fA-F]{8})"));
            for (auto found = rule.globalMatch(Theme::styleSheet(c)); found.hasNext();) {
                const auto match = found.next();
                const auto on = ground.match(match.captured(2)), with = ink.match(match.captured(2));
                if (!on.hasMatch() || !with.hasMatch() || match.captured(1).contains(":disabled"))
                    continue;
                const double is = contrast(QColor(with.captured(1)), QColor(on.captured(1)));
                QVERIFY2(is >= 4.5, qPrintable(match.captured(1).trimmed() + QString::number(is)));
                ++rules;
            }
        }
        QVERIFY2(rules >= 3 * 8, qPrintable(QString::number(rules)));
    }

    /// The stage takes the same colours as the window around it.
    void theStageWearsTheSameTheme() {
        Theme& theme = Theme::instance();
        for (const auto choice : {Theme::Choice::Dark, Theme::Choice::Light, Theme::Choice::Contrast}) {
            theme.choose(choice);
            const ui::SceneTheme scene = theme.scene();
            const Colors& c = theme.colors();
            QCOMPARE(scene.stage.rgb(), c.stage.rgb() & 0xffffffU);
            QCOMPARE(scene.text.rgb(), c.text.rgb() & 0xffffffU);
            QCOMPARE(scene.textSecondary.rgb(), c.textSecondary.rgb() & 0xffffffU);
            QCOMPARE(scene.grid.rgb(), c.grid.rgb() & 0xffffffU);
            QCOMPARE(scene.accent.rgb(), c.accent.rgb() & 0xffffffU);
            QCOMPARE(scene.dark, theme.isDark());
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
