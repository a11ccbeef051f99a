#include "ui/scene/color_map.h"

#include "tests/support/test_registry.h"
#include "ui/scene/scene_theme.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cmath>

namespace {
unsigned rgbOf(const QJsonValue& value) { return value.toString().mid(1, 6).toUInt(nullptr, 16); }
QString hex(unsigned rgb) { return QString::number(rgb, 16).rightJustified(6, '0'); }
} // namespace

class ColorMapTest : public QObject {
    Q_OBJECT

    QJsonObject m_tokens;

private slots:
    void initTestCase() {
        QFile file(QStringLiteral(KINETOSCOPE_SOURCE_DIR "/resources/style/tokens.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_tokens = QJsonDocument::fromJson(file.readAll()).object();
    }

    void themesAreThoseOfTheLook() {
        for (const bool dark : {true, false}) {
            const QJsonObject color = m_tokens["color"].toObject()[dark ? "dark" : "light"].toObject();
            const ui::SceneTheme theme = dark ? ui::darkTheme() : ui::lightTheme();
            QCOMPARE(theme.dark, dark);
            const std::pair<const char*, ui::Color> pairs[] = {
                {"stage", theme.stage},   {"grid", theme.grid},
                {"text", theme.text},     {"textSecondary", theme.textSecondary},
                {"border", theme.border}, {"panel", theme.panel},
                {"raised", theme.raised}, {"borderStrong", theme.borderStrong},
                {"accent", theme.accent}, {"hover", theme.hover}};
            for (const auto& [name, value] : pairs)
                QVERIFY2(value.rgb() == rgbOf(color[name]), name);
        }
    }

    void anchorsAreThoseOfTheLook() {
        const QJsonObject data = m_tokens["data"].toObject();
        for (const bool dark : {true, false}) {
            for (const auto& [name, palette] :
                 {std::pair("lamp", ui::Palette::Lamp), {"growth", ui::Palette::Growth}}) {
                const QJsonArray anchors = data[name].toObject()[dark ? "dark" : "light"].toArray();
                const ui::ColorMap& map = ui::colorMap(palette, dark);
                QCOMPARE(map.at(0).rgb(), rgbOf(anchors.first()));
                QCOMPARE(map.at(1).rgb(), rgbOf(anchors.last()));
            }
            const QJsonArray snapshots = data["snapshots"].toObject()[dark ? "dark" : "light"].toArray();
            for (int i = 0; i < 6; ++i)
                QCOMPARE(hex(ui::snapshotColor(i, 6, dark).rgb()), hex(rgbOf(snapshots[i])));
            QCOMPARE(ui::snapshotColor(0, 1, dark).rgb(), rgbOf(snapshots[2])); // one snapshot takes anchor 3
        }
    }

    void perceptualMixingHasEvenSteps() {
        const ui::Color black = ui::Color::hex(0), white = ui::Color::hex(0xffffff);
        QCOMPARE(ui::mixPerceptually(black, white, 0).rgb(), 0U);
        QCOMPARE(ui::mixPerceptually(black, white, 1).rgb(), 0xffffffU);
        // OKLab's lightness ½ is the linear light ⅛, which sRGB writes as 0.389.
        const ui::Color middle = ui::mixPerceptually(black, white, 0.5);
        QVERIFY(std::abs(middle.green - 0.3885F) < 0.002F);
        QVERIFY(std::abs(middle.red - middle.blue) < 1e-3F);
    }

    void valuesOutsideAreTheEnds() {
        const ui::ColorMap& map = ui::colorMap(ui::Palette::Viridis, true);
        QVERIFY(map.at(-3) == map.at(0) && map.at(7) == map.at(1));
        QVERIFY(map.at(std::nan("")) == map.at(0));
        QCOMPARE(map.packedAt(0), ui::packed(ui::Color::hex(0x440154)));
    }

    void packingIsRedFirst() { QCOMPARE(ui::packed({1, 0, 0, 0.5F}), 0x800000ffU); }
};

KINETOSCOPE_TEST(ColorMapTest)

#include "color_map_test.moc"
