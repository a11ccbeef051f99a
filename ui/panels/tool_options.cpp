#include "ui/panels/tool_options.h"

#include "ui/panels/snapshot_row.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/slider_field.h"

#include <QHBoxLayout>
#include <QPainter>
#include <algorithm>

namespace ui {

/// "Paints into", the key of a snapshot, and its time.
class ToolOptions::Target : public QWidget {
public:
    Target() { setFixedHeight(28); }

    void show(int number, const QColor& color, const QString& time) {
        m_number = number;
        m_color = color;
        m_time = time;
        setFixedWidth(words().isEmpty() ? 0
                                        : QFontMetrics(textFont()).horizontalAdvance(words()) + 40 +
                                              QFontMetrics(textFont()).horizontalAdvance(time));
        setAccessibleName(QStringLiteral("%1 %2, %3").arg(words()).arg(number).arg(time));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        if (m_number == 0)
            return;
        QPainter painter(this);
        painter.setFont(textFont(TextSize::Small));
        painter.setPen(theme().colors().textSecondary);
        painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft, words());
        const int x = painter.fontMetrics().horizontalAdvance(words()) + 12;
        paintSnapshotKey(painter, QRectF(x, 6, 16, 16), m_number, m_color, false, theme().colors().panel);
        painter.setPen(theme().colors().text);
        painter.drawText(rect().adjusted(x + 24, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_time);
    }

private:
    QString words() const { return m_number > 0 ? ToolOptions::tr("Paints into") : QString(); }
    int m_number = 0;
    QColor m_color;
    QString m_time;
};

namespace {

QWidget* group(const QString& label, SliderField* slider, int width) {
    auto* widget = new QWidget;
    widget->setFixedWidth(width);
    slider->setAccessibleName(label);
    auto* layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(makeLabel(label, TextSize::Small, Tone::Secondary));
    layout->addWidget(slider, 1);
    return widget;
}

} // namespace

ToolOptions::ToolOptions(QWidget* parent)
    : QToolBar(parent),
      m_title(makeLabel({}, TextSize::Body, Tone::Normal, TextWeight::Semibold)),
      m_onion(new SegmentedControl),
      m_target(new Target) {
    setObjectName(QStringLiteral("toolOptions"));
    setWindowTitle(tr("Drawing"));
    setMovable(false);
    setFixedHeight(40);
    setContextMenuPolicy(Qt::PreventContextMenu);
    m_size = new SliderField(0.01, 0.5, true, [this](double v) { return shortText(v * m_scale, 2); });
    m_size->setObjectName(QStringLiteral("brushSize"));
    m_size->setToolTip(tr("Radius of the brush, in the units of the data. [ and ] change it too."));
    m_density = new SliderField(4, 400, true, [](double v) { return tr("%1 a dab").arg(std::llround(v)); });
    m_density->setObjectName(QStringLiteral("brushDensity"));
    m_density->setToolTip(tr("Points in one dab of the brush."));
    m_softness = new SliderField(0, 1, false, [](double v) { return fixedText(v, 1); });
    m_softness->setObjectName(QStringLiteral("brushSoftness"));
    m_softness->setToolTip(tr("0 paints evenly up to the edge, 1 fades out from the middle."));
    m_onion->setObjectName(QStringLiteral("onionSkin"));
    m_onion->setAccessibleName(tr("Onion skin"));
    m_onion->addSegment(QStringLiteral("onion0"), tr("off"), tr("Show the snapshot alone"));
    m_onion->addSegment(QStringLiteral("onion1"), QStringLiteral("1"), tr("Show the neighbours faintly"));
    m_onion->addSegment(QStringLiteral("onion2"), QStringLiteral("2"), tr("Show two neighbours on each side faintly"));
    m_onion->setFixedWidth(76);

    m_densityGroup = group(tr("Density"), m_density, 206);
    m_softnessGroup = group(tr("Softness"), m_softness, 176);
    auto* line = new QWidget;
    line->setFixedSize(1, 20);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    auto* row = new QWidget;
    row->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(14);
    layout->addWidget(m_title);
    layout->addWidget(group(tr("Size"), m_size, 170));
    layout->addWidget(m_densityGroup);
    layout->addWidget(m_softnessGroup);
    layout->addWidget(line);
    layout->addWidget(makeLabel(tr("Onion skin"), TextSize::Small, Tone::Secondary));
    layout->addWidget(m_onion);
    layout->addStretch(1);
    layout->addWidget(m_target);
    addWidget(row);

    const auto take = [this] {
        m_settings.radius = m_size->value();
        m_settings.density = m_density->value();
        m_settings.softness = m_softness->value();
        m_settings.onionSkin = m_onion->current().right(1).toInt();
        emit changed(m_settings);
    };
    for (SliderField* slider : {m_size, m_density, m_softness})
        connect(slider, &SliderField::moved, this, take);
    connect(m_onion, &SegmentedControl::chosen, this, take);
    setSettings(m_settings);
}

void ToolOptions::setSettings(const BrushSettings& settings) {
    m_settings = settings;
    m_settings.radius = std::clamp(settings.radius, 0.01, 0.5);
    m_size->show(m_settings.radius);
    m_density->show(m_settings.density);
    m_softness->show(m_settings.softness);
    m_onion->setCurrent(QStringLiteral("onion%1").arg(m_settings.onionSkin));
    emit changed(m_settings);
}

void ToolOptions::showTool(const QString& title, bool paints) {
    m_title->setText(title);
    m_densityGroup->setVisible(paints);
    m_softnessGroup->setVisible(paints);
}

void ToolOptions::showTarget(int number, const QColor& color, const QString& time) {
    m_target->show(number, color, time);
}

void ToolOptions::setScale(double dataPerHalfHeight) {
    if (dataPerHalfHeight == m_scale)
        return;
    m_scale = dataPerHalfHeight;
    m_size->show(m_settings.radius);
}

} // namespace ui
